BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
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
INSERT INTO "answers" VALUES('8388b40c-f59f-56b9-a598-8acc01577846','b07f4088-8bb8-5365-b555-5008ceff3758','A lamp was ordered','2026-05-01',NULL,NULL,0,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "attendance" VALUES('86233734-d4fd-535f-88a7-3c261aea4a40','caf680ae-3086-531c-a413-84e249f8c040','korean',31,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "audit" VALUES(1,'cb0ff753-607d-4a69-be07-1cfae651302c',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','d394242c-a914-5ec6-8f6e-d5356ff79039',1,NULL,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(2,'b12206f7-bffb-408f-81ee-36256095ec17',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','7e87c9c8-5926-5a02-ad8e-b43273c97d71',1,NULL,'{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(3,'3d75b9a5-e57b-4c22-9899-f02b29c737c9',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','document','0d6d621b-c10d-5500-aede-a28cb5109065',1,NULL,'{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "words": null, "source_updated_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(4,'adf53f8f-a392-426b-8e35-b10dac13f6d2',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','meeting_plan','fbd559b8-a7b4-56b3-8b80-e6ac79ab6b5c',1,NULL,'{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(5,'f27a386e-d5ad-44ad-9006-ed13c43513ee',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','event','caf680ae-3086-531c-a413-84e249f8c040',1,NULL,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "d394242c-a914-5ec6-8f6e-d5356ff79039", "meeting_plan_id": "fbd559b8-a7b4-56b3-8b80-e6ac79ab6b5c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(6,'36e5e87d-8d40-47ca-8ef1-83c757907ebf',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','caf680ae-3086-531c-a413-84e249f8c040',2,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "d394242c-a914-5ec6-8f6e-d5356ff79039", "meeting_plan_id": "fbd559b8-a7b4-56b3-8b80-e6ac79ab6b5c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}','{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "d394242c-a914-5ec6-8f6e-d5356ff79039", "meeting_plan_id": "fbd559b8-a7b4-56b3-8b80-e6ac79ab6b5c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(7,'58eeb5b8-124a-4a1b-9e53-734edf45e841',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','caf680ae-3086-531c-a413-84e249f8c040',3,'{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "d394242c-a914-5ec6-8f6e-d5356ff79039", "meeting_plan_id": "fbd559b8-a7b4-56b3-8b80-e6ac79ab6b5c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}','{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "d394242c-a914-5ec6-8f6e-d5356ff79039", "meeting_plan_id": "fbd559b8-a7b4-56b3-8b80-e6ac79ab6b5c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(8,'60948d2d-7577-493d-87b7-fdcae219db3d',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','d2cc129b-294b-5d87-980b-2fb49add36ba',1,NULL,'{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(9,'3ee1896f-d4a6-405f-94f8-2822ade7e394',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','concern','b07f4088-8bb8-5365-b555-5008ceff3758',1,NULL,'{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(10,'baa3bc4b-739c-465f-bbbb-a8b023193fe2',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue','da4b10a2-f708-52c5-a0e6-53c4bf2c6492',1,NULL,'{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "d394242c-a914-5ec6-8f6e-d5356ff79039", "step_free": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(11,'cfd2dd4e-dbc1-40d4-8a18-db1964753603',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue_remark','176db916-b65e-5f1a-8264-646424918b55',1,NULL,'{"partner_id": "d394242c-a914-5ec6-8f6e-d5356ff79039", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(12,'71542d5a-4f6a-4955-b28a-1a520be40efc',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner_contact','7f67631f-1df3-56ca-957e-5264f7a517b4',1,NULL,'{"partner_id": "d394242c-a914-5ec6-8f6e-d5356ff79039", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(13,'5473818e-a90a-4507-8f7e-47cc11939b44',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','translation','8a023af4-f338-5b87-bb65-c8065ec49d03',1,NULL,'{"document_id": "0d6d621b-c10d-5500-aede-a28cb5109065", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "reviewer": null, "cost": null, "copies": null, "kept_at": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(14,'f2e6b500-3eae-42d6-baab-71994b56b8f2',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','local_evidence','d0efe1d2-7363-59d5-87d5-9e2ac01eed8c',1,NULL,'{"area_id": "01", "language": "other_asian_pacific:Khmer", "kind": "partner report", "number": 12, "observed_from": null, "observed_on": "2026-05-01", "source": "school", "confidence": "medium", "said": "Survey", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(15,'e1d8e010-674f-4f7f-88e1-6909b964d01b',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','roster','636ba4af-c076-5302-acf4-3da2fbcef2ec',1,NULL,'{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(16,'e943468a-9e46-4698-abb9-b49b1223537b',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','language_decision','6e9fd6d6-339d-5342-9d47-5986759c608a',1,NULL,'{"spelling": "spansih", "decision": "spanish", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(17,'09a38720-7e85-4931-9785-3c00a948855c',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','training','78be003e-b7d7-5243-b9ea-17488fab4c0b',1,NULL,'{"officer_id": "0042", "course": "refresher", "done_on": "2026-05-01", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(18,'55bf0fb5-0d88-476e-9a19-055e82337b30',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','attendance','86233734-d4fd-535f-88a7-3c261aea4a40',1,NULL,'{"event_id": "caf680ae-3086-531c-a413-84e249f8c040", "language": "korean", "persons": 31, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(19,'f0cb4d5a-34d8-43bb-92a8-57ace2c517b5',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','answer','8388b40c-f59f-56b9-a598-8acc01577846',1,NULL,'{"concern_id": "b07f4088-8bb8-5365-b555-5008ceff3758", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(20,'6c82d317-e5fa-4224-b530-bfda45b9143d',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','seat','b92ea2ea-5602-593e-adad-595203af5678',1,NULL,'{"board_id": "d2cc129b-294b-5d87-980b-2fb49add36ba", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(21,'7a5b2738-3e38-4091-ab2f-c61c66d82283',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','person','86688f56-25bf-5a2d-ab6d-d5845a45ae30',1,NULL,'{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(22,'789b8208-425a-4ecf-8ca9-c7047d72fbe6',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','700453a6-856a-5086-8430-9a041c6ca5f6',1,NULL,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(23,'12be98cf-54af-4a08-9644-9707da7badab',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','delete','board','700453a6-856a-5086-8430-9a041c6ca5f6',2,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}','{"name": "Old board", "purpose": null, "meets": null, "deleted": true}',NULL);
INSERT INTO "audit" VALUES(24,'1d310676-3bb5-4dce-a662-52513acf22e4',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','partner','d394242c-a914-5ec6-8f6e-d5356ff79039',2,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(25,'2a87006e-16b9-44da-a305-b1d17efe57fa',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','undo','partner','d394242c-a914-5ec6-8f6e-d5356ff79039',3,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','undoes 24');
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
INSERT INTO "boards" VALUES('d2cc129b-294b-5d87-980b-2fb49add36ba','Harbor board',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "boards" VALUES('700453a6-856a-5086-8430-9a041c6ca5f6','Old board',NULL,NULL,2,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',1);
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
INSERT INTO "concerns" VALUES('b07f4088-8bb8-5365-b555-5008ceff3758','5 Main Street is dark','english',NULL,'light','Traffic','2026-05-01','2026-06-01',NULL,NULL,1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "documents" VALUES('0d6d621b-c10d-5500-aede-a28cb5109065','Call for help','vital',1,2,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL);
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
INSERT INTO "events" VALUES('caf680ae-3086-531c-a413-84e249f8c040','Meeting','held','2026-05-01',NULL,NULL,'Hall','[]','["korean"]','[]','d394242c-a914-5ec6-8f6e-d5356ff79039','fbd559b8-a7b4-56b3-8b80-e6ac79ab6b5c',NULL,12.5,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "language_decisions" VALUES('6e9fd6d6-339d-5342-9d47-5986759c608a','spansih','spanish',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "local_evidence" VALUES('d0efe1d2-7363-59d5-87d5-9e2ac01eed8c','01','other_asian_pacific:Khmer',12,'Survey','school','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,'partner report',NULL,'medium');
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
INSERT INTO "meeting_plans" VALUES('fbd559b8-a7b4-56b3-8b80-e6ac79ab6b5c','Spring','{"meetings": 2}','{"sites": []}','ab','0.1.0',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partner_contacts" VALUES('7f67631f-1df3-56ca-957e-5264f7a517b4','d394242c-a914-5ec6-8f6e-d5356ff79039','Ines',NULL,NULL,NULL,'[]','2026-05-01','2027-01-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partners" VALUES('d394242c-a914-5ec6-8f6e-d5356ff79039','Welcome House',NULL,'["korean", "other_asian_pacific:Khmer"]','[]',NULL,'["legal aid"]',NULL,0,NULL,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "partners" VALUES('7e87c9c8-5926-5a02-ad8e-b43273c97d71','Nhà thờ',NULL,'[]','["01", "DISTRICT:Old Port"]',NULL,'[]',NULL,1,NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "people" VALUES('86688f56-25bf-5a2d-ab6d-d5845a45ae30','email','ada@pd.example','admin',1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "roster" VALUES('636ba4af-c076-5302-acf4-3da2fbcef2ec','0042',NULL,NULL,'korean',NULL,'tested',NULL,NULL,'2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "seats" VALUES('b92ea2ea-5602-593e-adad-595203af5678','d2cc129b-294b-5d87-980b-2fb49add36ba','korean',NULL,NULL,1,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "training" VALUES('78be003e-b7d7-5243-b9ea-17488fab4c0b','0042','refresher','2026-05-01',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "translations" VALUES('8a023af4-f338-5b87-bb65-c8065ec49d03','0d6d621b-c10d-5500-aede-a28cb5109065','korean','draft',NULL,0,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL,NULL,NULL);
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
INSERT INTO "venue_remarks" VALUES('176db916-b65e-5f1a-8264-646424918b55','d394242c-a914-5ec6-8f6e-d5356ff79039','V1','Near the bus','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_venues PRIMARY KEY (id), 
	CONSTRAINT fk_venues_host_partner_id FOREIGN KEY(host_partner_id) REFERENCES partners (id)
);
INSERT INTO "venues" VALUES('da4b10a2-f708-52c5-a0e6-53c4bf2c6492','V1',NULL,-38.0,40.0,NULL,'d394242c-a914-5ec6-8f6e-d5356ff79039',NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
COMMIT;
