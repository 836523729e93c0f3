BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
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
INSERT INTO "answers" VALUES('683f1d15-a54d-5298-b7a9-d613fea7576f','d0f4d9dc-1508-5488-b908-c4df2931979c','A lamp was ordered','2026-05-01',NULL,NULL,0,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "attendance" VALUES('bcb2e441-ef81-522f-8f68-fbf2108b205a','cc294a04-7735-5da2-9717-be5471bc071e','korean',31,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "audit" VALUES(1,'8f0c9514-4cc8-4366-98d5-aff4b2481e4f',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','912e4fd4-fe6f-51c0-8fcb-c946caf78ed5',1,NULL,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(2,'07cbbd36-482e-478b-99db-6b20688e780a',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','bb50a213-50dd-5adc-8d7f-ec5b86c6303c',1,NULL,'{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(3,'4c7ee4be-af0b-4902-b298-4421adc292ea',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','document','9b41755d-b3f1-5411-9fa2-aa8c5ac6ac2b',1,NULL,'{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "source_updated_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(4,'1e6032dc-78c8-4930-9228-93329b378849',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','meeting_plan','2adebcc6-9989-583c-9d7a-01c5b8e3bf9a',1,NULL,'{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(5,'606a8a55-b921-4e84-901e-2eccab207f6b',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','event','cc294a04-7735-5da2-9717-be5471bc071e',1,NULL,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "912e4fd4-fe6f-51c0-8fcb-c946caf78ed5", "meeting_plan_id": "2adebcc6-9989-583c-9d7a-01c5b8e3bf9a", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(6,'fe77e16b-4dd3-488d-a058-25be0539f2c1',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','cc294a04-7735-5da2-9717-be5471bc071e',2,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "912e4fd4-fe6f-51c0-8fcb-c946caf78ed5", "meeting_plan_id": "2adebcc6-9989-583c-9d7a-01c5b8e3bf9a", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}','{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "912e4fd4-fe6f-51c0-8fcb-c946caf78ed5", "meeting_plan_id": "2adebcc6-9989-583c-9d7a-01c5b8e3bf9a", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(7,'9ec6f140-9ae6-4014-9fef-faf1c1e61001',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','cc294a04-7735-5da2-9717-be5471bc071e',3,'{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "912e4fd4-fe6f-51c0-8fcb-c946caf78ed5", "meeting_plan_id": "2adebcc6-9989-583c-9d7a-01c5b8e3bf9a", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}','{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "912e4fd4-fe6f-51c0-8fcb-c946caf78ed5", "meeting_plan_id": "2adebcc6-9989-583c-9d7a-01c5b8e3bf9a", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(8,'8dfb0755-484e-47de-8d7d-60ac00e277e4',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','aba6bf9e-c705-5208-a014-b9815b3be198',1,NULL,'{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(9,'9682a05c-f800-4b36-8936-2cea11a931b6',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','concern','d0f4d9dc-1508-5488-b908-c4df2931979c',1,NULL,'{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(10,'85629bc3-9b09-4f38-821a-dc78074222c0',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue','4a56ca0b-02a6-56f0-a05c-b5a9270f0d1b',1,NULL,'{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "912e4fd4-fe6f-51c0-8fcb-c946caf78ed5", "step_free": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(11,'745f0631-8ecc-4291-a10e-0ee53bb6e749',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue_remark','ed084053-c658-589f-be0f-2ae7799e21a2',1,NULL,'{"partner_id": "912e4fd4-fe6f-51c0-8fcb-c946caf78ed5", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(12,'5fcf2ec1-3b22-44d8-891a-72df1535c50e',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner_contact','20cf1651-369b-5f7b-9bbd-8aefec424725',1,NULL,'{"partner_id": "912e4fd4-fe6f-51c0-8fcb-c946caf78ed5", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(13,'ee8b71fa-e2bc-46db-9cc5-518273e2ea94',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','translation','eff6e30d-9eae-5fd0-842f-17c0656ad5c3',1,NULL,'{"document_id": "9b41755d-b3f1-5411-9fa2-aa8c5ac6ac2b", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "cost": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(14,'9354a6d3-b441-4cd7-bd48-c36794edcb12',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','local_evidence','63a39164-356a-5060-9e9e-9fc8e8fb51d5',1,NULL,'{"area_id": "01", "language": "other_asian_pacific:Khmer", "persons": 12, "said": "Survey", "source": "school", "observed_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(15,'4e0e88f0-fb69-432d-9eb0-e9a4aee9e221',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','roster','d268b5e7-aa55-56c8-9b69-9d336a900ffe',1,NULL,'{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(16,'0c9ed6e7-1e58-4395-bf37-5284617323c7',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','attendance','bcb2e441-ef81-522f-8f68-fbf2108b205a',1,NULL,'{"event_id": "cc294a04-7735-5da2-9717-be5471bc071e", "language": "korean", "persons": 31, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(17,'34f9f09e-f545-4b1e-8928-0e5ce4572258',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','answer','683f1d15-a54d-5298-b7a9-d613fea7576f',1,NULL,'{"concern_id": "d0f4d9dc-1508-5488-b908-c4df2931979c", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(18,'bb7cc60c-d2f7-4d79-8ce6-3e35e6899f52',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','seat','31738b56-8b59-5259-8d5f-b668881cf5d3',1,NULL,'{"board_id": "aba6bf9e-c705-5208-a014-b9815b3be198", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(19,'eac444a4-3f50-420a-b429-03d2514fc19d',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','person','f074e7d1-8acc-5d45-a872-301872dd0963',1,NULL,'{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(20,'4f75350a-92c8-477a-bbe6-1107d7c50928',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','fcbdd4d7-cd9b-530f-9545-c961ee2817ea',1,NULL,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(21,'7a696948-1e2c-46d7-89dc-6e08649f91c7',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','delete','board','fcbdd4d7-cd9b-530f-9545-c961ee2817ea',2,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}','{"name": "Old board", "purpose": null, "meets": null, "deleted": true}',NULL);
INSERT INTO "audit" VALUES(22,'240db260-4e36-4cbb-acb1-db60ee8136b5',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','partner','912e4fd4-fe6f-51c0-8fcb-c946caf78ed5',2,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(23,'9c5dc1b8-9701-4e97-8bb8-bbd7d705055b',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','undo','partner','912e4fd4-fe6f-51c0-8fcb-c946caf78ed5',3,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','undoes 22');
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
INSERT INTO "boards" VALUES('aba6bf9e-c705-5208-a014-b9815b3be198','Harbor board',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "boards" VALUES('fcbdd4d7-cd9b-530f-9545-c961ee2817ea','Old board',NULL,NULL,2,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',1);
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
INSERT INTO "concerns" VALUES('d0f4d9dc-1508-5488-b908-c4df2931979c','5 Main Street is dark','english',NULL,'light','Traffic','2026-05-01','2026-06-01',NULL,NULL,1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY (id)
);
INSERT INTO "documents" VALUES('9b41755d-b3f1-5411-9fa2-aa8c5ac6ac2b','Call for help','vital',1,2,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "events" VALUES('cc294a04-7735-5da2-9717-be5471bc071e','Meeting','held','2026-05-01',NULL,NULL,'Hall','[]','["korean"]','[]','912e4fd4-fe6f-51c0-8fcb-c946caf78ed5','2adebcc6-9989-583c-9d7a-01c5b8e3bf9a',NULL,12.5,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE local_evidence (
	id VARCHAR(36) NOT NULL, 
	area_id TEXT NOT NULL, 
	language TEXT NOT NULL, 
	persons INTEGER, 
	said TEXT NOT NULL, 
	source TEXT NOT NULL, 
	observed_on DATE NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_local_evidence PRIMARY KEY (id)
);
INSERT INTO "local_evidence" VALUES('63a39164-356a-5060-9e9e-9fc8e8fb51d5','01','other_asian_pacific:Khmer',12,'Survey','school','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "meeting_plans" VALUES('2adebcc6-9989-583c-9d7a-01c5b8e3bf9a','Spring','{"meetings": 2}','{"sites": []}','ab','0.1.0',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partner_contacts" VALUES('20cf1651-369b-5f7b-9bbd-8aefec424725','912e4fd4-fe6f-51c0-8fcb-c946caf78ed5','Ines',NULL,NULL,NULL,'[]','2026-05-01','2027-01-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partners" VALUES('912e4fd4-fe6f-51c0-8fcb-c946caf78ed5','Welcome House',NULL,'["korean", "other_asian_pacific:Khmer"]','[]',NULL,'["legal aid"]',NULL,0,NULL,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "partners" VALUES('bb50a213-50dd-5adc-8d7f-ec5b86c6303c','Nhà thờ',NULL,'[]','["01", "DISTRICT:Old Port"]',NULL,'[]',NULL,1,NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "people" VALUES('f074e7d1-8acc-5d45-a872-301872dd0963','email','ada@pd.example','admin',1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "roster" VALUES('d268b5e7-aa55-56c8-9b69-9d336a900ffe','0042',NULL,NULL,'korean',NULL,'tested',NULL,NULL,'2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "seats" VALUES('31738b56-8b59-5259-8d5f-b668881cf5d3','aba6bf9e-c705-5208-a014-b9815b3be198','korean',NULL,NULL,1,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_translations PRIMARY KEY (id), 
	CONSTRAINT fk_translations_document_id FOREIGN KEY(document_id) REFERENCES documents (id)
);
INSERT INTO "translations" VALUES('eff6e30d-9eae-5fd0-842f-17c0656ad5c3','9b41755d-b3f1-5411-9fa2-aa8c5ac6ac2b','korean','draft',NULL,0,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "venue_remarks" VALUES('ed084053-c658-589f-be0f-2ae7799e21a2','912e4fd4-fe6f-51c0-8fcb-c946caf78ed5','V1','Near the bus','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "venues" VALUES('4a56ca0b-02a6-56f0-a05c-b5a9270f0d1b','V1',NULL,-38.0,40.0,NULL,'912e4fd4-fe6f-51c0-8fcb-c946caf78ed5',NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
COMMIT;
