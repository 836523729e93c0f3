BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
INSERT INTO "answers" VALUES('66ec56b0-2c12-5422-9ae3-a0033c2fb644','ca43cc82-e486-5b33-aa0d-b24a61362358','A lamp was ordered','2026-05-01',NULL,NULL,0,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "attendance" VALUES('1e69165f-df1a-542d-b4b5-46e26b4b3565','f842164c-02ff-506a-a311-0cd2077b17b7','korean',31,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "audit" VALUES(1,'4a67ff88-af07-49b5-9e35-51d2801b64eb',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','f8ae34e5-93a8-5e42-a769-115f770d7c07',1,NULL,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(2,'b4d7a5f2-37d4-415e-aff0-a5b0ac3fb618',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','ed28f1f3-5ecb-583d-a396-70eb6ae25f78',1,NULL,'{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(3,'4f41764e-04db-4c61-8f6c-79236c3ad1d9',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','document','d79c2c7f-fc22-5610-adac-3f9d89db6fe9',1,NULL,'{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "words": null, "source_updated_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(4,'6338bf52-e0ca-4701-900a-369bcf20f78f',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','meeting_plan','2b8127cd-598d-599b-9473-16172bfc9732',1,NULL,'{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(5,'1c7de0c0-e8dd-4be3-989c-620fe8088258',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','event','f842164c-02ff-506a-a311-0cd2077b17b7',1,NULL,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "f8ae34e5-93a8-5e42-a769-115f770d7c07", "meeting_plan_id": "2b8127cd-598d-599b-9473-16172bfc9732", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(6,'0934abb6-2fd9-4718-b22e-c0d342e1f996',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','f842164c-02ff-506a-a311-0cd2077b17b7',2,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "f8ae34e5-93a8-5e42-a769-115f770d7c07", "meeting_plan_id": "2b8127cd-598d-599b-9473-16172bfc9732", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}','{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "f8ae34e5-93a8-5e42-a769-115f770d7c07", "meeting_plan_id": "2b8127cd-598d-599b-9473-16172bfc9732", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(7,'9015cb7b-0ba1-44d6-b753-1bdc491ffb78',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','f842164c-02ff-506a-a311-0cd2077b17b7',3,'{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "f8ae34e5-93a8-5e42-a769-115f770d7c07", "meeting_plan_id": "2b8127cd-598d-599b-9473-16172bfc9732", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}','{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "f8ae34e5-93a8-5e42-a769-115f770d7c07", "meeting_plan_id": "2b8127cd-598d-599b-9473-16172bfc9732", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(8,'680ce310-80b5-4285-bb12-7ad722ed23d7',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','7648231b-a10c-52b1-9d0a-ca1ed6d4a9e0',1,NULL,'{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(9,'0bea22ee-e9fc-446b-86e1-57ef7ce01645',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','concern','ca43cc82-e486-5b33-aa0d-b24a61362358',1,NULL,'{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(10,'1214e700-dd27-4d2e-891d-50bda9b2d22e',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue','901c7029-b55d-5e03-9fb1-13be3847fbca',1,NULL,'{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "f8ae34e5-93a8-5e42-a769-115f770d7c07", "step_free": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(11,'b89a7fb2-0fc3-4222-8375-93ba62bc95e0',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue_remark','26123c09-c8ff-5427-a1ca-5891da40a3d7',1,NULL,'{"partner_id": "f8ae34e5-93a8-5e42-a769-115f770d7c07", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(12,'c7abb22e-75ef-42b9-8e13-eacdc19a6453',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner_contact','214434a6-2d42-510f-9d74-ead15e6aec19',1,NULL,'{"partner_id": "f8ae34e5-93a8-5e42-a769-115f770d7c07", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(13,'2a13f936-48ec-4312-9965-754c09687778',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','translation','a52aa20e-f94b-51aa-bd08-3c75a2af9141',1,NULL,'{"document_id": "d79c2c7f-fc22-5610-adac-3f9d89db6fe9", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "reviewer": null, "cost": null, "copies": null, "kept_at": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(14,'e6537907-6029-43fc-aa0a-993481a50e4c',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','local_evidence','d9217fb4-1809-5fef-8b9c-c6de47df0301',1,NULL,'{"area_id": "01", "language": "other_asian_pacific:Khmer", "kind": "partner report", "number": 12, "observed_from": null, "observed_on": "2026-05-01", "source": "school", "confidence": "medium", "said": "Survey", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(15,'33667027-7e85-479f-a98c-52052fd0e5cf',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','roster','069da6f3-31df-5633-8235-6393f38da02b',1,NULL,'{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(16,'6cbd86da-f3de-4f09-9768-3f90b1a0b134',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','attendance','1e69165f-df1a-542d-b4b5-46e26b4b3565',1,NULL,'{"event_id": "f842164c-02ff-506a-a311-0cd2077b17b7", "language": "korean", "persons": 31, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(17,'0baa78e4-edd9-447c-8136-ca09839b2e18',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','answer','66ec56b0-2c12-5422-9ae3-a0033c2fb644',1,NULL,'{"concern_id": "ca43cc82-e486-5b33-aa0d-b24a61362358", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(18,'755157dc-2b9f-43fc-a743-e487c8f9136c',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','seat','6046b666-8dd5-5bdc-84a0-b6aa766d7bb6',1,NULL,'{"board_id": "7648231b-a10c-52b1-9d0a-ca1ed6d4a9e0", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(19,'6278feab-a848-4be4-8ccf-1d057ead44c4',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','person','4a4c18b6-7175-52ce-b69f-577e7d6c3080',1,NULL,'{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(20,'9d6bf31d-7716-465f-83bc-cd6261bcaea2',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','3c3be330-99ae-56a4-bd9a-6e0decefc58c',1,NULL,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(21,'c749d909-5601-4a40-8f93-8698d2468d09',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','delete','board','3c3be330-99ae-56a4-bd9a-6e0decefc58c',2,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}','{"name": "Old board", "purpose": null, "meets": null, "deleted": true}',NULL);
INSERT INTO "audit" VALUES(22,'4aaca4fd-553e-4c38-bbff-c27e4b1b30c4',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','partner','f8ae34e5-93a8-5e42-a769-115f770d7c07',2,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(23,'c57d3a42-8656-4a38-9f40-b56bfa72c135',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','undo','partner','f8ae34e5-93a8-5e42-a769-115f770d7c07',3,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','undoes 22');
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
INSERT INTO "boards" VALUES('7648231b-a10c-52b1-9d0a-ca1ed6d4a9e0','Harbor board',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "boards" VALUES('3c3be330-99ae-56a4-bd9a-6e0decefc58c','Old board',NULL,NULL,2,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',1);
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
INSERT INTO "concerns" VALUES('ca43cc82-e486-5b33-aa0d-b24a61362358','5 Main Street is dark','english',NULL,'light','Traffic','2026-05-01','2026-06-01',NULL,NULL,1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "documents" VALUES('d79c2c7f-fc22-5610-adac-3f9d89db6fe9','Call for help','vital',1,2,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL);
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
INSERT INTO "events" VALUES('f842164c-02ff-506a-a311-0cd2077b17b7','Meeting','held','2026-05-01',NULL,NULL,'Hall','[]','["korean"]','[]','f8ae34e5-93a8-5e42-a769-115f770d7c07','2b8127cd-598d-599b-9473-16172bfc9732',NULL,12.5,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "local_evidence" VALUES('d9217fb4-1809-5fef-8b9c-c6de47df0301','01','other_asian_pacific:Khmer',12,'Survey','school','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,'partner report',NULL,'medium');
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
INSERT INTO "meeting_plans" VALUES('2b8127cd-598d-599b-9473-16172bfc9732','Spring','{"meetings": 2}','{"sites": []}','ab','0.1.0',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partner_contacts" VALUES('214434a6-2d42-510f-9d74-ead15e6aec19','f8ae34e5-93a8-5e42-a769-115f770d7c07','Ines',NULL,NULL,NULL,'[]','2026-05-01','2027-01-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partners" VALUES('f8ae34e5-93a8-5e42-a769-115f770d7c07','Welcome House',NULL,'["korean", "other_asian_pacific:Khmer"]','[]',NULL,'["legal aid"]',NULL,0,NULL,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "partners" VALUES('ed28f1f3-5ecb-583d-a396-70eb6ae25f78','Nhà thờ',NULL,'[]','["01", "DISTRICT:Old Port"]',NULL,'[]',NULL,1,NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "people" VALUES('4a4c18b6-7175-52ce-b69f-577e7d6c3080','email','ada@pd.example','admin',1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "roster" VALUES('069da6f3-31df-5633-8235-6393f38da02b','0042',NULL,NULL,'korean',NULL,'tested',NULL,NULL,'2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "seats" VALUES('6046b666-8dd5-5bdc-84a0-b6aa766d7bb6','7648231b-a10c-52b1-9d0a-ca1ed6d4a9e0','korean',NULL,NULL,1,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "translations" VALUES('a52aa20e-f94b-51aa-bd08-3c75a2af9141','d79c2c7f-fc22-5610-adac-3f9d89db6fe9','korean','draft',NULL,0,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL,NULL,NULL);
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
INSERT INTO "venue_remarks" VALUES('26123c09-c8ff-5427-a1ca-5891da40a3d7','f8ae34e5-93a8-5e42-a769-115f770d7c07','V1','Near the bus','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "venues" VALUES('901c7029-b55d-5e03-9fb1-13be3847fbca','V1',NULL,-38.0,40.0,NULL,'f8ae34e5-93a8-5e42-a769-115f770d7c07',NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
