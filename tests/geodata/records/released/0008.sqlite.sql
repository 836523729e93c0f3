BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
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
INSERT INTO "answers" VALUES('f9affefd-3b96-55d9-b7db-2758788d63bd','8ca9945b-c916-5d21-96cc-8d7523c3d255','A lamp was ordered','2026-05-01',NULL,NULL,0,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "attendance" VALUES('79f58bf0-5457-59c9-96e4-ff4948170e43','f7f225f5-822f-5907-bd15-0ca4ac9da82d','korean',31,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "audit" VALUES(1,'aa0f09a4-a3d7-48aa-8ffa-5f44a2e91a6d',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','4d7b0eea-fe12-56bb-848b-6fc91d18b745',1,NULL,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(2,'7ada23be-d94d-4a98-8009-ae88ff83798b',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','d6b9093c-687e-52d8-8c98-c7d6c0fd0073',1,NULL,'{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(3,'595f7dd6-ff73-4ada-8673-883789b73fd0',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','document','63b00e7a-4a76-5688-a71c-5eff04ca6a8b',1,NULL,'{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "words": null, "source_updated_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(4,'6b78d248-7249-41b9-89c3-8b1d7723f5dc',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','meeting_plan','a850d02d-325a-53cc-80ad-3b15a0a43958',1,NULL,'{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(5,'ee205d91-ade0-4142-a276-115538619dd2',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','event','f7f225f5-822f-5907-bd15-0ca4ac9da82d',1,NULL,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "4d7b0eea-fe12-56bb-848b-6fc91d18b745", "meeting_plan_id": "a850d02d-325a-53cc-80ad-3b15a0a43958", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}',NULL);
INSERT INTO "audit" VALUES(6,'8625f46d-9c9f-4397-9ce5-92f538b1ff69',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','f7f225f5-822f-5907-bd15-0ca4ac9da82d',2,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "4d7b0eea-fe12-56bb-848b-6fc91d18b745", "meeting_plan_id": "a850d02d-325a-53cc-80ad-3b15a0a43958", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}','{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "4d7b0eea-fe12-56bb-848b-6fc91d18b745", "meeting_plan_id": "a850d02d-325a-53cc-80ad-3b15a0a43958", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}',NULL);
INSERT INTO "audit" VALUES(7,'0276adfd-8dda-4332-b48f-f9d9ab191935',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','f7f225f5-822f-5907-bd15-0ca4ac9da82d',3,'{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "4d7b0eea-fe12-56bb-848b-6fc91d18b745", "meeting_plan_id": "a850d02d-325a-53cc-80ad-3b15a0a43958", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}','{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "4d7b0eea-fe12-56bb-848b-6fc91d18b745", "meeting_plan_id": "a850d02d-325a-53cc-80ad-3b15a0a43958", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}',NULL);
INSERT INTO "audit" VALUES(8,'7cde94e9-13cd-427f-8188-2459e02461cf',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','d67cb78e-cfa2-55d3-8d89-8349cbd11f63',1,NULL,'{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(9,'1eaf4f98-bafc-4c16-892e-6e14f3800f89',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','concern','8ca9945b-c916-5d21-96cc-8d7523c3d255',1,NULL,'{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(10,'1384ccb5-d874-4917-9361-b2ab480ce6b4',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue','22d2965d-842f-5349-88c8-40d413d6a25d',1,NULL,'{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "4d7b0eea-fe12-56bb-848b-6fc91d18b745", "step_free": null, "child_care": true, "police_building": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(11,'6e535fcd-2312-4cfa-b81f-cac616f611bd',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','calendar_feed','a2c33934-d8e1-508a-b3b2-7b4bae96681d',1,NULL,'{"key_sha256": "abababababababababababababababababababababababababababababababab", "role": "coordinator", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(12,'3195e7d5-92b9-42f8-bba7-d3ef650342e1',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','scenario','d8f5a6d7-65ef-53aa-a65e-2d27b7ff3724',1,NULL,'{"title": "Another rule", "steps": [{"what": "use-rule", "rule": "planning_default"}], "result": {}, "fingerprint": "62ea9fa5eaaec6ed", "department_hash": "ab", "software_version": "0.1.0", "made_version": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(13,'998d8aca-2f0a-4d9e-b9a9-91628a047e67',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','observance','1589570f-ffda-54d3-8f04-792fbc53f348',1,NULL,'{"name": "Street fair", "first": "2026-05-01", "last": "2026-05-01", "languages": ["korean"], "strength": "ask", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(14,'0e2791ab-3426-4c61-af37-e2319aa3591a',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue_remark','32782966-ec24-5892-b413-5c297557c712',1,NULL,'{"partner_id": "4d7b0eea-fe12-56bb-848b-6fc91d18b745", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(15,'f4afff58-4efc-4703-aa64-24472ba4135c',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner_contact','54c3488c-f391-5792-b125-6ed510af6d31',1,NULL,'{"partner_id": "4d7b0eea-fe12-56bb-848b-6fc91d18b745", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(16,'b2a250f9-79af-4482-9588-f510f2fca216',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','translation','7f4fff6a-8b76-5690-bc8d-c616b6eedd93',1,NULL,'{"document_id": "63b00e7a-4a76-5688-a71c-5eff04ca6a8b", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "reviewer": null, "cost": null, "copies": null, "kept_at": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(17,'139046bf-89fa-450f-9cc9-7936e5c6218d',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','local_evidence','b266a183-0739-55eb-9e23-7e62f9cb9d2b',1,NULL,'{"area_id": "01", "language": "other_asian_pacific:Khmer", "kind": "partner report", "number": 12, "observed_from": null, "observed_on": "2026-05-01", "source": "school", "confidence": "medium", "said": "Survey", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(18,'425845b2-c1ce-4dc0-85db-577f62d22d3a',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','roster','e5b08c4c-07ae-5f36-8af4-0c9bd857b8e9',1,NULL,'{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(19,'d7c89880-594c-4117-be6a-1c9b06a0a0ea',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','language_decision','4b9f02d8-6e5f-5fdf-ac0e-8a0c1e307576',1,NULL,'{"spelling": "spansih", "decision": "spanish", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(20,'9609ac35-0d9f-4a26-ad66-d1e1f1f965ad',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','training','d54fbea4-d3d8-582e-b2e9-c3bcff3840bb',1,NULL,'{"officer_id": "0042", "course": "refresher", "done_on": "2026-05-01", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(21,'13108802-befb-4c86-b1ad-f4d8dc3e076e',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','attendance','79f58bf0-5457-59c9-96e4-ff4948170e43',1,NULL,'{"event_id": "f7f225f5-822f-5907-bd15-0ca4ac9da82d", "language": "korean", "persons": 31, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(22,'87c3348d-3caa-4ef3-828f-63498f7af320',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','public_words','28774e99-3a4d-5636-9ef2-40334b54a850',1,NULL,'{"language": "korean", "message_key": "aa11", "context": "site: name of a page", "english": "Contact", "text": "문의", "state": "draft", "reviewer": null, "reviewed_on": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(23,'71e8b8f3-5e2b-42fe-a0cf-821115b1c6f4',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','answer','f9affefd-3b96-55d9-b7db-2758788d63bd',1,NULL,'{"concern_id": "8ca9945b-c916-5d21-96cc-8d7523c3d255", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(24,'7df633e0-6ba0-46bf-8d69-75cf81ccbddb',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','seat','862c4ac8-9f67-5ae7-b71f-96fae7ddb33b',1,NULL,'{"board_id": "d67cb78e-cfa2-55d3-8d89-8349cbd11f63", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(25,'2a9cefb8-d092-4671-9587-68cceb204713',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','person','ab3d8818-dcc4-5f26-9237-b19b69221797',1,NULL,'{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(26,'14b5bca0-7d9f-4cdc-9350-1ab67e3048de',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','0d77eb89-bbc7-564a-ab9b-e2ce9d459b64',1,NULL,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(27,'ba7777e8-350d-41a9-9c48-5ce064b86f31',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','delete','board','0d77eb89-bbc7-564a-ab9b-e2ce9d459b64',2,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}','{"name": "Old board", "purpose": null, "meets": null, "deleted": true}',NULL);
INSERT INTO "audit" VALUES(28,'f23ff09e-7884-48c1-b0f4-589bfa376bc0',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','partner','4d7b0eea-fe12-56bb-848b-6fc91d18b745',2,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(29,'c1e83021-6650-4704-9013-8d94f1e955eb',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','undo','partner','4d7b0eea-fe12-56bb-848b-6fc91d18b745',3,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','undoes 28');
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
INSERT INTO "boards" VALUES('d67cb78e-cfa2-55d3-8d89-8349cbd11f63','Harbor board',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "boards" VALUES('0d77eb89-bbc7-564a-ab9b-e2ce9d459b64','Old board',NULL,NULL,2,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',1);
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
INSERT INTO "calendar_feeds" VALUES('a2c33934-d8e1-508a-b3b2-7b4bae96681d','abababababababababababababababababababababababababababababababab','coordinator',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "concerns" VALUES('8ca9945b-c916-5d21-96cc-8d7523c3d255','5 Main Street is dark','english',NULL,'light','Traffic','2026-05-01','2026-06-01',NULL,NULL,1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "documents" VALUES('63b00e7a-4a76-5688-a71c-5eff04ca6a8b','Call for help','vital',1,2,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL);
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
INSERT INTO "events" VALUES('f7f225f5-822f-5907-bd15-0ca4ac9da82d','Meeting','held','2026-05-01',NULL,NULL,'Hall','[]','["korean"]','[]','4d7b0eea-fe12-56bb-848b-6fc91d18b745','a850d02d-325a-53cc-80ad-3b15a0a43958',NULL,12.5,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL,NULL,'[]');
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
INSERT INTO "language_decisions" VALUES('4b9f02d8-6e5f-5fdf-ac0e-8a0c1e307576','spansih','spanish',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "local_evidence" VALUES('b266a183-0739-55eb-9e23-7e62f9cb9d2b','01','other_asian_pacific:Khmer',12,'Survey','school','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,'partner report',NULL,'medium');
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
INSERT INTO "meeting_plans" VALUES('a850d02d-325a-53cc-80ad-3b15a0a43958','Spring','{"meetings": 2}','{"sites": []}','ab','0.1.0',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "observances" VALUES('1589570f-ffda-54d3-8f04-792fbc53f348','Street fair','2026-05-01','2026-05-01','["korean"]','ask',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partner_contacts" VALUES('54c3488c-f391-5792-b125-6ed510af6d31','4d7b0eea-fe12-56bb-848b-6fc91d18b745','Ines',NULL,NULL,NULL,'[]','2026-05-01','2027-01-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partners" VALUES('4d7b0eea-fe12-56bb-848b-6fc91d18b745','Welcome House',NULL,'["korean", "other_asian_pacific:Khmer"]','[]',NULL,'["legal aid"]',NULL,0,NULL,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "partners" VALUES('d6b9093c-687e-52d8-8c98-c7d6c0fd0073','Nhà thờ',NULL,'[]','["01", "DISTRICT:Old Port"]',NULL,'[]',NULL,1,NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "people" VALUES('ab3d8818-dcc4-5f26-9237-b19b69221797','email','ada@pd.example','admin',1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE public_words (
	id VARCHAR(36) NOT NULL, 
	language TEXT NOT NULL, 
	message_key TEXT NOT NULL, 
	context TEXT NOT NULL, 
	english TEXT NOT NULL, 
	text TEXT NOT NULL, 
	state TEXT NOT NULL, 
	reviewer TEXT, 
	reviewed_on DATE, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_public_words PRIMARY KEY (id)
);
INSERT INTO "public_words" VALUES('28774e99-3a4d-5636-9ef2-40334b54a850','korean','aa11','site: name of a page','Contact','문의','draft',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "roster" VALUES('e5b08c4c-07ae-5f36-8af4-0c9bd857b8e9','0042',NULL,NULL,'korean',NULL,'tested',NULL,NULL,'2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE scenarios (
	id VARCHAR(36) NOT NULL, 
	title TEXT NOT NULL, 
	steps JSON NOT NULL, 
	result JSON NOT NULL, 
	fingerprint TEXT NOT NULL, 
	department_hash TEXT NOT NULL, 
	software_version TEXT NOT NULL, 
	made_version TEXT, 
	notes TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_scenarios PRIMARY KEY (id)
);
INSERT INTO "scenarios" VALUES('d8f5a6d7-65ef-53aa-a65e-2d27b7ff3724','Another rule','[{"what": "use-rule", "rule": "planning_default"}]','{}','62ea9fa5eaaec6ed','ab','0.1.0',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "seats" VALUES('862c4ac8-9f67-5ae7-b71f-96fae7ddb33b','d67cb78e-cfa2-55d3-8d89-8349cbd11f63','korean',NULL,NULL,1,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "training" VALUES('d54fbea4-d3d8-582e-b2e9-c3bcff3840bb','0042','refresher','2026-05-01',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "translations" VALUES('7f4fff6a-8b76-5690-bc8d-c616b6eedd93','63b00e7a-4a76-5688-a71c-5eff04ca6a8b','korean','draft',NULL,0,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL,NULL,NULL);
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
INSERT INTO "venue_remarks" VALUES('32782966-ec24-5892-b413-5c297557c712','4d7b0eea-fe12-56bb-848b-6fc91d18b745','V1','Near the bus','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "venues" VALUES('22d2965d-842f-5349-88c8-40d413d6a25d','V1',NULL,-38.0,40.0,NULL,'4d7b0eea-fe12-56bb-848b-6fc91d18b745',NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,1,NULL);
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
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number) OR EXISTS (SELECT 1 FROM audit WHERE batch = NEW.batch AND step = NEW.step) BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE UNIQUE INDEX ux_public_words_language_message_key ON public_words (language, message_key) WHERE deleted IS 0;
COMMIT;
