BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE answers (
	id VARCHAR(36) NOT NULL, 
	concern_id VARCHAR(36) NOT NULL, 
	text TEXT NOT NULL, 
	answered_on DATE NOT NULL, 
	told_on DATE, 
	told_how TEXT, 
	confirmed_no_person BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_answers PRIMARY KEY (id), 
	CONSTRAINT fk_answers_concern_id FOREIGN KEY(concern_id) REFERENCES concerns (id)
);
INSERT INTO "answers" VALUES('c665f075-3d60-502d-9364-6f466bd6d04f','fc9e43d4-f413-507d-8505-4a91da2a4e4f','A lamp was ordered','2026-05-01',NULL,NULL,0,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE attendance (
	id VARCHAR(36) NOT NULL, 
	event_id VARCHAR(36) NOT NULL, 
	language TEXT NOT NULL, 
	persons INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_attendance PRIMARY KEY (id), 
	CONSTRAINT fk_attendance_event_id FOREIGN KEY(event_id) REFERENCES events (id)
);
INSERT INTO "attendance" VALUES('93b5af6f-2b2f-532d-b2b4-2a048beca030','0869f17c-a8ef-58e3-9981-69a0e0c1ce85','korean',31,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE audit (
	number INTEGER NOT NULL, 
	batch VARCHAR(36) NOT NULL, 
	step INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	role VARCHAR(200) NOT NULL, 
	action VARCHAR(200) NOT NULL, 
	kind VARCHAR(200) NOT NULL, 
	record_id VARCHAR(36), 
	version INTEGER, 
	old JSON, 
	new JSON, 
	note TEXT, 
	CONSTRAINT pk_audit PRIMARY KEY (number), 
	CONSTRAINT uq_audit_batch_step UNIQUE (batch, step)
);
INSERT INTO "audit" VALUES(1,'19a62b37-2e84-458f-9c0e-935e9e846a9a',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','030bafcc-c7f5-5b63-8660-1c89cf40282e',1,NULL,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(2,'b070d56f-0d23-4d5f-92d8-ba61a1314f6e',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','1ec31e16-93cf-5955-a630-63ca33f94625',1,NULL,'{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(3,'fa3d6465-d3dc-4446-b661-a742d22f46af',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','document','7798a265-a3c4-5593-9d15-f661fdbf8afa',1,NULL,'{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "words": null, "source_updated_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(4,'d48cc62b-63c5-4d2c-886a-815eb11ab0a7',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','meeting_plan','80943db3-ccbf-52e4-8451-9ee8b36c15f4',1,NULL,'{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(5,'83983ab7-0dbd-4477-9417-08b30ff38ac0',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','event','0869f17c-a8ef-58e3-9981-69a0e0c1ce85',1,NULL,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "030bafcc-c7f5-5b63-8660-1c89cf40282e", "meeting_plan_id": "80943db3-ccbf-52e4-8451-9ee8b36c15f4", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(6,'9b24bfa1-3807-40a7-a513-d3716ad90579',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','0869f17c-a8ef-58e3-9981-69a0e0c1ce85',2,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "030bafcc-c7f5-5b63-8660-1c89cf40282e", "meeting_plan_id": "80943db3-ccbf-52e4-8451-9ee8b36c15f4", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}','{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "030bafcc-c7f5-5b63-8660-1c89cf40282e", "meeting_plan_id": "80943db3-ccbf-52e4-8451-9ee8b36c15f4", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(7,'b5fd6b09-79ec-4761-8300-6bd36dcfd2d8',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','0869f17c-a8ef-58e3-9981-69a0e0c1ce85',3,'{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "030bafcc-c7f5-5b63-8660-1c89cf40282e", "meeting_plan_id": "80943db3-ccbf-52e4-8451-9ee8b36c15f4", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}','{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "030bafcc-c7f5-5b63-8660-1c89cf40282e", "meeting_plan_id": "80943db3-ccbf-52e4-8451-9ee8b36c15f4", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(8,'0c970613-3763-455f-9676-5d167012333c',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','66c14890-b57e-5714-8eec-3494580f5176',1,NULL,'{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(9,'ca91b360-24ce-48e8-a181-ea99d75761aa',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','concern','fc9e43d4-f413-507d-8505-4a91da2a4e4f',1,NULL,'{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(10,'c5b9dcd5-37e4-40ab-9c86-137aa4f7d3e9',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue','d480f299-41eb-5858-afe0-0b8fe301b0e0',1,NULL,'{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "030bafcc-c7f5-5b63-8660-1c89cf40282e", "step_free": null, "child_care": true, "police_building": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(11,'227920ef-0b1c-4820-8e76-086aa3e6561b',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','observance','7d9db33f-cbe1-5707-aee1-eeed184e32bd',1,NULL,'{"name": "Street fair", "first": "2026-05-01", "last": "2026-05-01", "languages": ["korean"], "strength": "ask", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(12,'5e9f68f9-0b43-40ef-b84e-c56bf1a5a23e',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue_remark','80d9aec8-e0f7-5f6d-800e-b661155709f3',1,NULL,'{"partner_id": "030bafcc-c7f5-5b63-8660-1c89cf40282e", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(13,'51d3ca2d-13f2-497b-ae61-22679d028db6',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner_contact','6119df28-37ef-547d-8d14-b68c08eb3149',1,NULL,'{"partner_id": "030bafcc-c7f5-5b63-8660-1c89cf40282e", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(14,'20fe01fd-2e96-4e25-ab0a-27f50c516374',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','translation','b6c57c4c-19d7-551b-8206-7dd1f20a64d5',1,NULL,'{"document_id": "7798a265-a3c4-5593-9d15-f661fdbf8afa", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "reviewer": null, "cost": null, "copies": null, "kept_at": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(15,'e00c1e8f-f5ce-4f1a-8799-447ded07e152',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','local_evidence','f1207b64-75ca-54f0-b050-eeaeec929901',1,NULL,'{"area_id": "01", "language": "other_asian_pacific:Khmer", "kind": "partner report", "number": 12, "observed_from": null, "observed_on": "2026-05-01", "source": "school", "confidence": "medium", "said": "Survey", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(16,'577f122b-82da-4884-9236-4004f6215e0f',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','roster','8787614f-f1e2-530c-a16b-1876b279d069',1,NULL,'{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(17,'7c8b6df6-57f6-42cf-9ad6-8afa71b49586',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','language_decision','f26cfafd-6c5c-5334-8dfc-1ad94a0ff135',1,NULL,'{"spelling": "spansih", "decision": "spanish", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(18,'1ba561b8-a560-458b-a174-9cd6561b0056',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','training','1ef64582-8770-5a96-9ee1-645358c22d6c',1,NULL,'{"officer_id": "0042", "course": "refresher", "done_on": "2026-05-01", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(19,'7fb7e347-7306-4068-b846-fa6270991512',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','attendance','93b5af6f-2b2f-532d-b2b4-2a048beca030',1,NULL,'{"event_id": "0869f17c-a8ef-58e3-9981-69a0e0c1ce85", "language": "korean", "persons": 31, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(20,'018fa883-4cfa-4662-9112-8f0393ed8c08',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','answer','c665f075-3d60-502d-9364-6f466bd6d04f',1,NULL,'{"concern_id": "fc9e43d4-f413-507d-8505-4a91da2a4e4f", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(21,'9d0d594c-618c-444a-94e5-7b3b210a5577',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','seat','badd2e5f-99f5-5f9a-994f-0c4cdc80ff05',1,NULL,'{"board_id": "66c14890-b57e-5714-8eec-3494580f5176", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(22,'d6d12715-0ba1-4266-b755-bba7f6e43731',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','person','b1f5614b-d9f8-5d07-9f2b-f462d4135f1d',1,NULL,'{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(23,'2a99dcbe-74cc-46c2-b0e3-9f588ccb2234',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','c29a1df9-0436-5f69-82b5-5aa947a12290',1,NULL,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(24,'5c5e9290-7773-4463-aba9-2a83191316a2',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','delete','board','c29a1df9-0436-5f69-82b5-5aa947a12290',2,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}','{"name": "Old board", "purpose": null, "meets": null, "deleted": true}',NULL);
INSERT INTO "audit" VALUES(25,'a609cb9b-15ac-4690-a6cf-285a60373c38',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','partner','030bafcc-c7f5-5b63-8660-1c89cf40282e',2,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(26,'e9b7f8e4-0303-4b8f-ab5f-46e87fe2f480',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','undo','partner','030bafcc-c7f5-5b63-8660-1c89cf40282e',3,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','undoes 25');
CREATE TABLE boards (
	id VARCHAR(36) NOT NULL, 
	name TEXT NOT NULL, 
	purpose TEXT, 
	meets TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_boards PRIMARY KEY (id)
);
INSERT INTO "boards" VALUES('66c14890-b57e-5714-8eec-3494580f5176','Harbor board',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "boards" VALUES('c29a1df9-0436-5f69-82b5-5aa947a12290','Old board',NULL,NULL,2,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',1);
CREATE TABLE concerns (
	id VARCHAR(36) NOT NULL, 
	text TEXT NOT NULL, 
	language TEXT NOT NULL, 
	area_id TEXT, 
	theme TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	raised_on DATE NOT NULL, 
	due_on DATE NOT NULL, 
	event_id VARCHAR(36), 
	public_text TEXT, 
	confirmed_no_person BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_concerns PRIMARY KEY (id), 
	CONSTRAINT fk_concerns_event_id FOREIGN KEY(event_id) REFERENCES events (id)
);
INSERT INTO "concerns" VALUES('fc9e43d4-f413-507d-8505-4a91da2a4e4f','5 Main Street is dark','english',NULL,'light','Traffic','2026-05-01','2026-06-01',NULL,NULL,1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE documents (
	id VARCHAR(36) NOT NULL, 
	title TEXT NOT NULL, 
	document_class TEXT NOT NULL, 
	core BOOLEAN NOT NULL, 
	pages INTEGER, 
	source_updated_on DATE, 
	notes TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, words INTEGER, 
	CONSTRAINT pk_documents PRIMARY KEY (id)
);
INSERT INTO "documents" VALUES('7798a265-a3c4-5593-9d15-f661fdbf8afa','Call for help','vital',1,2,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL);
CREATE TABLE events (
	id VARCHAR(36) NOT NULL, 
	title TEXT NOT NULL, 
	state TEXT NOT NULL, 
	date DATE, 
	starts_at TEXT, 
	venue_id TEXT, 
	venue_name TEXT, 
	areas JSON NOT NULL, 
	languages JSON NOT NULL, 
	interpreters_used JSON NOT NULL, 
	partner_id VARCHAR(36), 
	meeting_plan_id VARCHAR(36), 
	site_id TEXT, 
	cost FLOAT, 
	went_wrong TEXT, 
	announced_on DATE, 
	reported_on DATE, 
	notes TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (id), 
	CONSTRAINT fk_events_meeting_plan_id FOREIGN KEY(meeting_plan_id) REFERENCES meeting_plans (id), 
	CONSTRAINT fk_events_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id)
);
INSERT INTO "events" VALUES('0869f17c-a8ef-58e3-9981-69a0e0c1ce85','Meeting','held','2026-05-01',NULL,NULL,'Hall','[]','["korean"]','[]','030bafcc-c7f5-5b63-8660-1c89cf40282e','80943db3-ccbf-52e4-8451-9ee8b36c15f4',NULL,12.5,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE language_decisions (
	id VARCHAR(36) NOT NULL, 
	spelling TEXT NOT NULL, 
	decision TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_language_decisions PRIMARY KEY (id)
);
INSERT INTO "language_decisions" VALUES('f26cfafd-6c5c-5334-8dfc-1ad94a0ff135','spansih','spanish',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE "local_evidence" (
	id VARCHAR(36) NOT NULL, 
	area_id TEXT NOT NULL, 
	language TEXT NOT NULL, 
	number INTEGER, 
	said TEXT, 
	source TEXT NOT NULL, 
	observed_on DATE NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	kind TEXT NOT NULL, 
	observed_from DATE, 
	confidence TEXT NOT NULL, 
	CONSTRAINT pk_local_evidence PRIMARY KEY (id)
);
INSERT INTO "local_evidence" VALUES('f1207b64-75ca-54f0-b050-eeaeec929901','01','other_asian_pacific:Khmer',12,'Survey','school','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,'partner report',NULL,'medium');
CREATE TABLE meeting_plans (
	id VARCHAR(36) NOT NULL, 
	title TEXT NOT NULL, 
	inputs JSON NOT NULL, 
	result JSON NOT NULL, 
	department_hash TEXT NOT NULL, 
	software_version TEXT NOT NULL, 
	notes TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_meeting_plans PRIMARY KEY (id)
);
INSERT INTO "meeting_plans" VALUES('80943db3-ccbf-52e4-8451-9ee8b36c15f4','Spring','{"meetings": 2}','{"sites": []}','ab','0.1.0',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE observances (
	id VARCHAR(36) NOT NULL, 
	name TEXT NOT NULL, 
	first DATE NOT NULL, 
	last DATE NOT NULL, 
	languages JSON NOT NULL, 
	strength TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_observances PRIMARY KEY (id)
);
INSERT INTO "observances" VALUES('7d9db33f-cbe1-5707-aee1-eeed184e32bd','Street fair','2026-05-01','2026-05-01','["korean"]','ask',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE partner_contacts (
	id VARCHAR(36) NOT NULL, 
	partner_id VARCHAR(36) NOT NULL, 
	name TEXT NOT NULL, 
	position TEXT, 
	phone TEXT, 
	email TEXT, 
	languages JSON NOT NULL, 
	confirmed_on DATE NOT NULL, 
	expires_on DATE NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_partner_contacts PRIMARY KEY (id), 
	CONSTRAINT fk_partner_contacts_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id)
);
INSERT INTO "partner_contacts" VALUES('6119df28-37ef-547d-8d14-b68c08eb3149','030bafcc-c7f5-5b63-8660-1c89cf40282e','Ines',NULL,NULL,NULL,'[]','2026-05-01','2027-01-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE partners (
	id VARCHAR(36) NOT NULL, 
	organisation TEXT NOT NULL, 
	kind TEXT, 
	languages JSON NOT NULL, 
	areas JSON NOT NULL, 
	hosts TEXT, 
	services JSON NOT NULL, 
	notes TEXT, 
	listed BOOLEAN NOT NULL, 
	public_name TEXT, 
	public_phone TEXT, 
	public_address TEXT, 
	public_website TEXT, 
	public_note TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_partners PRIMARY KEY (id)
);
INSERT INTO "partners" VALUES('030bafcc-c7f5-5b63-8660-1c89cf40282e','Welcome House',NULL,'["korean", "other_asian_pacific:Khmer"]','[]',NULL,'["legal aid"]',NULL,0,NULL,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "partners" VALUES('1ec31e16-93cf-5955-a630-63ca33f94625','Nhà thờ',NULL,'[]','["01", "DISTRICT:Old Port"]',NULL,'[]',NULL,1,NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE people (
	id VARCHAR(36) NOT NULL, 
	subject_kind TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	role TEXT NOT NULL, 
	active BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (id)
);
INSERT INTO "people" VALUES('b1f5614b-d9f8-5d07-9f2b-f462d4135f1d','email','ada@pd.example','admin',1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE roster (
	id VARCHAR(36) NOT NULL, 
	officer_id TEXT NOT NULL, 
	unit TEXT, 
	shift TEXT, 
	language TEXT, 
	language_as_found TEXT, 
	tier TEXT, 
	scale TEXT, 
	level TEXT, 
	tested_on DATE, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_roster PRIMARY KEY (id)
);
INSERT INTO "roster" VALUES('8787614f-f1e2-530c-a16b-1876b279d069','0042',NULL,NULL,'korean',NULL,'tested',NULL,NULL,'2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE seats (
	id VARCHAR(36) NOT NULL, 
	board_id VARCHAR(36) NOT NULL, 
	language TEXT NOT NULL, 
	area_id TEXT, 
	partner_id VARCHAR(36), 
	filled BOOLEAN NOT NULL, 
	since DATE, 
	until DATE, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_seats PRIMARY KEY (id), 
	CONSTRAINT fk_seats_board_id FOREIGN KEY(board_id) REFERENCES boards (id), 
	CONSTRAINT fk_seats_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id)
);
INSERT INTO "seats" VALUES('badd2e5f-99f5-5f9a-994f-0c4cdc80ff05','66c14890-b57e-5714-8eec-3494580f5176','korean',NULL,NULL,1,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE training (
	id VARCHAR(36) NOT NULL, 
	officer_id TEXT NOT NULL, 
	course TEXT NOT NULL, 
	done_on DATE NOT NULL, 
	notes TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_training PRIMARY KEY (id)
);
INSERT INTO "training" VALUES('1ef64582-8770-5a96-9ee1-645358c22d6c','0042','refresher','2026-05-01',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE translations (
	id VARCHAR(36) NOT NULL, 
	document_id VARCHAR(36) NOT NULL, 
	language TEXT NOT NULL, 
	state TEXT NOT NULL, 
	of_source_on DATE, 
	checked_by_reader BOOLEAN NOT NULL, 
	cost FLOAT, 
	notes TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, reviewer TEXT, copies INTEGER, kept_at TEXT, 
	CONSTRAINT pk_translations PRIMARY KEY (id), 
	CONSTRAINT fk_translations_document_id FOREIGN KEY(document_id) REFERENCES documents (id)
);
INSERT INTO "translations" VALUES('b6c57c4c-19d7-551b-8206-7dd1f20a64d5','7798a265-a3c4-5593-9d15-f661fdbf8afa','korean','draft',NULL,0,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL,NULL,NULL);
CREATE TABLE venue_remarks (
	id VARCHAR(36) NOT NULL, 
	partner_id VARCHAR(36) NOT NULL, 
	venue_id TEXT NOT NULL, 
	said TEXT NOT NULL, 
	said_on DATE NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_venue_remarks PRIMARY KEY (id), 
	CONSTRAINT fk_venue_remarks_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id)
);
INSERT INTO "venue_remarks" VALUES('80d9aec8-e0f7-5f6d-800e-b661155709f3','030bafcc-c7f5-5b63-8660-1c89cf40282e','V1','Near the bus','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE venues (
	id VARCHAR(36) NOT NULL, 
	venue_id TEXT NOT NULL, 
	name TEXT, 
	lon FLOAT, 
	lat FLOAT, 
	veto TEXT, 
	host_partner_id VARCHAR(36), 
	step_free BOOLEAN, 
	capacity INTEGER, 
	transit TEXT, 
	hours TEXT, 
	notes TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, child_care BOOLEAN, police_building BOOLEAN, 
	CONSTRAINT pk_venues PRIMARY KEY (id), 
	CONSTRAINT fk_venues_host_partner_id FOREIGN KEY(host_partner_id) REFERENCES partners (id)
);
INSERT INTO "venues" VALUES('d480f299-41eb-5858-afe0-0b8fe301b0e0','V1',NULL,-38.0,40.0,NULL,'030bafcc-c7f5-5b63-8660-1c89cf40282e',NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,1,NULL);
CREATE INDEX ix_audit_at ON audit (at);
CREATE INDEX ix_audit_record ON audit (kind, record_id, version);
CREATE UNIQUE INDEX ux_boards_name ON boards (name) WHERE deleted IS 0;
CREATE UNIQUE INDEX ux_documents_title ON documents (title) WHERE deleted IS 0;
CREATE UNIQUE INDEX ux_people_subject_kind_subject ON people (subject_kind, subject) WHERE deleted IS 0;
CREATE UNIQUE INDEX ux_roster_officer_id_language ON roster (officer_id, language) WHERE deleted IS 0;
CREATE INDEX ix_events_meeting_plan_id ON events (meeting_plan_id);
CREATE INDEX ix_events_partner_id ON events (partner_id);
CREATE INDEX ix_partner_contacts_partner_id ON partner_contacts (partner_id);
CREATE INDEX ix_seats_board_id ON seats (board_id);
CREATE INDEX ix_seats_partner_id ON seats (partner_id);
CREATE INDEX ix_translations_document_id ON translations (document_id);
CREATE UNIQUE INDEX ux_translations_document_id_language ON translations (document_id, language) WHERE deleted IS 0;
CREATE INDEX ix_venue_remarks_partner_id ON venue_remarks (partner_id);
CREATE INDEX ix_venues_host_partner_id ON venues (host_partner_id);
CREATE UNIQUE INDEX ux_venues_venue_id ON venues (venue_id) WHERE deleted IS 0;
CREATE INDEX ix_attendance_event_id ON attendance (event_id);
CREATE UNIQUE INDEX ux_attendance_event_id_language ON attendance (event_id, language) WHERE deleted IS 0;
CREATE INDEX ix_concerns_event_id ON concerns (event_id);
CREATE INDEX ix_answers_concern_id ON answers (concern_id);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE UNIQUE INDEX ux_language_decisions_spelling ON language_decisions (spelling) WHERE deleted IS 0;
CREATE UNIQUE INDEX ux_training_officer_id_course_done_on ON training (officer_id, course, done_on) WHERE deleted IS 0;
CREATE UNIQUE INDEX ux_observances_name_first ON observances (name, first) WHERE deleted IS 0;
COMMIT;
