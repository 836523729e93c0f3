BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
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
INSERT INTO "answers" VALUES('00c4e00f-da90-50ec-9605-1e2b81a12732','549e6fa4-1019-59f4-a0fe-a0bb1fc91081','A lamp was ordered','2026-05-01',NULL,NULL,0,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "attendance" VALUES('14a810c6-9fb3-54cb-bdb2-2a6a02aa0818','2b2bd0fe-c1c5-5300-8831-95c493c0b261','korean',31,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "audit" VALUES(1,'1ff29b91-e4de-4d80-aa8c-b326126b5a77',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','35367ce4-ef87-5630-ac0c-5bda9befbcff',1,NULL,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(2,'80d2e7a7-d454-4ef0-85e8-f6b580c56066',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','1e847f6b-ab7f-5a62-ac08-33d021dd6c9d',1,NULL,'{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(3,'ddcd8c16-0aed-420c-a5f2-0280467fc4a4',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','document','9762bdcf-1651-5c98-80a4-1dae6bd310c4',1,NULL,'{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "words": null, "source_updated_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(4,'5d4749de-ff2e-4c77-a5f3-481fc7dfeebf',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','meeting_plan','f2a1aa9d-a0f0-5fed-8c68-5c204900415c',1,NULL,'{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(5,'7d503861-8a5a-4a7f-9a45-6e6877f43afe',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','event','2b2bd0fe-c1c5-5300-8831-95c493c0b261',1,NULL,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "35367ce4-ef87-5630-ac0c-5bda9befbcff", "meeting_plan_id": "f2a1aa9d-a0f0-5fed-8c68-5c204900415c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}',NULL);
INSERT INTO "audit" VALUES(6,'92869f97-a2e8-495e-8528-df9fa9757443',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','2b2bd0fe-c1c5-5300-8831-95c493c0b261',2,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "35367ce4-ef87-5630-ac0c-5bda9befbcff", "meeting_plan_id": "f2a1aa9d-a0f0-5fed-8c68-5c204900415c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}','{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "35367ce4-ef87-5630-ac0c-5bda9befbcff", "meeting_plan_id": "f2a1aa9d-a0f0-5fed-8c68-5c204900415c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}',NULL);
INSERT INTO "audit" VALUES(7,'b30266ea-fd87-4af7-b124-7ca62c7957f7',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','2b2bd0fe-c1c5-5300-8831-95c493c0b261',3,'{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "35367ce4-ef87-5630-ac0c-5bda9befbcff", "meeting_plan_id": "f2a1aa9d-a0f0-5fed-8c68-5c204900415c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}','{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "35367ce4-ef87-5630-ac0c-5bda9befbcff", "meeting_plan_id": "f2a1aa9d-a0f0-5fed-8c68-5c204900415c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}',NULL);
INSERT INTO "audit" VALUES(8,'d20b70ad-6da8-470d-b703-27c5e18c2548',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','2a165fbe-a892-5e00-af41-509cc1768b3d',1,NULL,'{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(9,'cc62a173-975c-47be-803c-df469dcb2d50',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','concern','549e6fa4-1019-59f4-a0fe-a0bb1fc91081',1,NULL,'{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(10,'47670512-9d21-45a0-bb97-1e5ad1acf598',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue','452cdfca-7c72-5418-a1f7-9ab6b0ccfb47',1,NULL,'{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "35367ce4-ef87-5630-ac0c-5bda9befbcff", "step_free": null, "child_care": true, "police_building": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(11,'a689dd64-aa51-43d3-b38b-2c851a0663b4',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','calendar_feed','05ba2391-3e4a-54b8-ab11-87094920ebfa',1,NULL,'{"key_sha256": "abababababababababababababababababababababababababababababababab", "role": "coordinator", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(12,'0dab81c8-a151-4490-80a4-585b76b395b6',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','observance','decf1ade-a8fc-5e6d-9294-5356cda926fa',1,NULL,'{"name": "Street fair", "first": "2026-05-01", "last": "2026-05-01", "languages": ["korean"], "strength": "ask", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(13,'692467e9-ceaf-4eb1-ae7e-ebbbfe694c19',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue_remark','8f201ad3-43ba-5836-ad79-600da07a341d',1,NULL,'{"partner_id": "35367ce4-ef87-5630-ac0c-5bda9befbcff", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(14,'86564754-7882-496b-a77e-24af8cd600b8',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner_contact','bb1609cd-e4b2-5941-9cbc-48df7b2e719b',1,NULL,'{"partner_id": "35367ce4-ef87-5630-ac0c-5bda9befbcff", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(15,'1613909d-99bc-4632-aea4-6e13221a6083',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','translation','78e5590c-dfaf-5f8f-95a8-1d03592b9aeb',1,NULL,'{"document_id": "9762bdcf-1651-5c98-80a4-1dae6bd310c4", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "reviewer": null, "cost": null, "copies": null, "kept_at": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(16,'4dd21541-d875-4362-a3dd-9e8d625a3704',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','local_evidence','7f9a340b-6889-5919-834d-a9d4765a4051',1,NULL,'{"area_id": "01", "language": "other_asian_pacific:Khmer", "kind": "partner report", "number": 12, "observed_from": null, "observed_on": "2026-05-01", "source": "school", "confidence": "medium", "said": "Survey", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(17,'b4fd596a-31f9-43c0-ad27-27994a0b7193',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','roster','d17b603d-5a9c-56b0-b366-a4e7ddd39b3e',1,NULL,'{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(18,'bfa7c659-0b46-4f03-8bf0-89cd167c575e',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','language_decision','44c94b9c-0d22-53c6-9e95-3f00da8890e8',1,NULL,'{"spelling": "spansih", "decision": "spanish", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(19,'ec94f14b-27ad-46d0-ae81-7d03c483a1e8',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','training','6a92e309-1be8-506a-8cec-0d50178ea503',1,NULL,'{"officer_id": "0042", "course": "refresher", "done_on": "2026-05-01", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(20,'a277b4c6-9aa1-4a5c-a5c8-659b4bc8f248',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','attendance','14a810c6-9fb3-54cb-bdb2-2a6a02aa0818',1,NULL,'{"event_id": "2b2bd0fe-c1c5-5300-8831-95c493c0b261", "language": "korean", "persons": 31, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(21,'cf82fe67-f08b-4f15-95ef-b247b5c3c611',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','answer','00c4e00f-da90-50ec-9605-1e2b81a12732',1,NULL,'{"concern_id": "549e6fa4-1019-59f4-a0fe-a0bb1fc91081", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(22,'4d37803b-f71a-43c7-9270-e8d547dbba4c',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','seat','37a023f7-93e8-529c-9d0f-32885c97d5e4',1,NULL,'{"board_id": "2a165fbe-a892-5e00-af41-509cc1768b3d", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(23,'d00fee11-cdf6-491f-8170-0ea47fc5ce2c',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','person','580d61a0-7b9b-5888-9e7a-0bff316f4841',1,NULL,'{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(24,'b086a129-466c-4171-bd50-3e8d86024c80',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','18477f5e-4699-56df-9770-6cf48a16f3f1',1,NULL,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(25,'55e07c50-c3fe-4676-bc69-3ace287382b1',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','delete','board','18477f5e-4699-56df-9770-6cf48a16f3f1',2,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}','{"name": "Old board", "purpose": null, "meets": null, "deleted": true}',NULL);
INSERT INTO "audit" VALUES(26,'498bd862-0726-4c2d-a4e6-fc71a18ca818',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','partner','35367ce4-ef87-5630-ac0c-5bda9befbcff',2,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(27,'6abcebb8-2b31-47be-a4fe-854880cdadeb',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','undo','partner','35367ce4-ef87-5630-ac0c-5bda9befbcff',3,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','undoes 26');
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
INSERT INTO "boards" VALUES('2a165fbe-a892-5e00-af41-509cc1768b3d','Harbor board',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "boards" VALUES('18477f5e-4699-56df-9770-6cf48a16f3f1','Old board',NULL,NULL,2,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',1);
CREATE TABLE calendar_feeds (
	id VARCHAR(36) NOT NULL, 
	key_sha256 TEXT NOT NULL, 
	role TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_calendar_feeds PRIMARY KEY (id)
);
INSERT INTO "calendar_feeds" VALUES('05ba2391-3e4a-54b8-ab11-87094920ebfa','abababababababababababababababababababababababababababababababab','coordinator',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "concerns" VALUES('549e6fa4-1019-59f4-a0fe-a0bb1fc91081','5 Main Street is dark','english',NULL,'light','Traffic','2026-05-01','2026-06-01',NULL,NULL,1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "documents" VALUES('9762bdcf-1651-5c98-80a4-1dae6bd310c4','Call for help','vital',1,2,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL);
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
	deleted BOOLEAN NOT NULL, minutes INTEGER, interpreters INTEGER, tasks_done JSON DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (id), 
	CONSTRAINT fk_events_meeting_plan_id FOREIGN KEY(meeting_plan_id) REFERENCES meeting_plans (id), 
	CONSTRAINT fk_events_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id)
);
INSERT INTO "events" VALUES('2b2bd0fe-c1c5-5300-8831-95c493c0b261','Meeting','held','2026-05-01',NULL,NULL,'Hall','[]','["korean"]','[]','35367ce4-ef87-5630-ac0c-5bda9befbcff','f2a1aa9d-a0f0-5fed-8c68-5c204900415c',NULL,12.5,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL,NULL,'[]');
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
INSERT INTO "language_decisions" VALUES('44c94b9c-0d22-53c6-9e95-3f00da8890e8','spansih','spanish',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "local_evidence" VALUES('7f9a340b-6889-5919-834d-a9d4765a4051','01','other_asian_pacific:Khmer',12,'Survey','school','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,'partner report',NULL,'medium');
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
INSERT INTO "meeting_plans" VALUES('f2a1aa9d-a0f0-5fed-8c68-5c204900415c','Spring','{"meetings": 2}','{"sites": []}','ab','0.1.0',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "observances" VALUES('decf1ade-a8fc-5e6d-9294-5356cda926fa','Street fair','2026-05-01','2026-05-01','["korean"]','ask',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partner_contacts" VALUES('bb1609cd-e4b2-5941-9cbc-48df7b2e719b','35367ce4-ef87-5630-ac0c-5bda9befbcff','Ines',NULL,NULL,NULL,'[]','2026-05-01','2027-01-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partners" VALUES('35367ce4-ef87-5630-ac0c-5bda9befbcff','Welcome House',NULL,'["korean", "other_asian_pacific:Khmer"]','[]',NULL,'["legal aid"]',NULL,0,NULL,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "partners" VALUES('1e847f6b-ab7f-5a62-ac08-33d021dd6c9d','Nhà thờ',NULL,'[]','["01", "DISTRICT:Old Port"]',NULL,'[]',NULL,1,NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "people" VALUES('580d61a0-7b9b-5888-9e7a-0bff316f4841','email','ada@pd.example','admin',1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "roster" VALUES('d17b603d-5a9c-56b0-b366-a4e7ddd39b3e','0042',NULL,NULL,'korean',NULL,'tested',NULL,NULL,'2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "seats" VALUES('37a023f7-93e8-529c-9d0f-32885c97d5e4','2a165fbe-a892-5e00-af41-509cc1768b3d','korean',NULL,NULL,1,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "training" VALUES('6a92e309-1be8-506a-8cec-0d50178ea503','0042','refresher','2026-05-01',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "translations" VALUES('78e5590c-dfaf-5f8f-95a8-1d03592b9aeb','9762bdcf-1651-5c98-80a4-1dae6bd310c4','korean','draft',NULL,0,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL,NULL,NULL);
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
INSERT INTO "venue_remarks" VALUES('8f201ad3-43ba-5836-ad79-600da07a341d','35367ce4-ef87-5630-ac0c-5bda9befbcff','V1','Near the bus','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "venues" VALUES('452cdfca-7c72-5418-a1f7-9ab6b0ccfb47','V1',NULL,-38.0,40.0,NULL,'35367ce4-ef87-5630-ac0c-5bda9befbcff',NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,1,NULL);
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
CREATE UNIQUE INDEX ux_calendar_feeds_key_sha256 ON calendar_feeds (key_sha256) WHERE deleted IS 0;
COMMIT;
