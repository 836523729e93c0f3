BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0012');
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
INSERT INTO "answers" VALUES('c28634e4-9752-5a5f-b26a-09026cbf6754','fde1fe53-cd2a-5d44-a773-813ed13035f3','A lamp was ordered','2026-05-01',NULL,NULL,0,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "attendance" VALUES('12acc111-42b5-599c-ad48-f388acbcb7a5','d539d05d-3145-585c-95a8-04c4f2e41c9a','korean',31,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "audit" VALUES(1,'2e3cba78-1ceb-4839-9023-ba5f4f62cb4c',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','be6db128-3db0-5dcd-a2f8-d72e08678df4',1,NULL,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(2,'a9d67cfb-e112-43f0-b058-1bc19c92d0e2',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner','49f7bd62-8105-5d98-9874-97881be4d6d2',1,NULL,'{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(3,'4693b320-2aec-42c0-a9b1-740390a75c39',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','document','f7da478d-d9cf-507b-afcd-bbdab52075b3',1,NULL,'{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "words": null, "source_updated_on": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(4,'78fd8cc3-3cdd-417b-bcde-06c26cf59867',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','meeting_plan','875637b2-664f-57df-8dda-f22a0740ac80',1,NULL,'{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(5,'38062bb0-fb61-44a4-99d4-9f699559f1d6',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','event','d539d05d-3145-585c-95a8-04c4f2e41c9a',1,NULL,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "be6db128-3db0-5dcd-a2f8-d72e08678df4", "meeting_plan_id": "875637b2-664f-57df-8dda-f22a0740ac80", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}',NULL);
INSERT INTO "audit" VALUES(6,'1ab77ab7-b0cd-45dc-bcd4-adae678abf2f',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','d539d05d-3145-585c-95a8-04c4f2e41c9a',2,'{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "be6db128-3db0-5dcd-a2f8-d72e08678df4", "meeting_plan_id": "875637b2-664f-57df-8dda-f22a0740ac80", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}','{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "be6db128-3db0-5dcd-a2f8-d72e08678df4", "meeting_plan_id": "875637b2-664f-57df-8dda-f22a0740ac80", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}',NULL);
INSERT INTO "audit" VALUES(7,'f790f94f-3353-4c02-a9bc-cafb167891c2',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','event','d539d05d-3145-585c-95a8-04c4f2e41c9a',3,'{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "be6db128-3db0-5dcd-a2f8-d72e08678df4", "meeting_plan_id": "875637b2-664f-57df-8dda-f22a0740ac80", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}','{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "be6db128-3db0-5dcd-a2f8-d72e08678df4", "meeting_plan_id": "875637b2-664f-57df-8dda-f22a0740ac80", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}',NULL);
INSERT INTO "audit" VALUES(8,'4d1329e2-7566-40c7-9d7a-79267e105f15',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','94c21c86-f691-51f3-a99b-7d7d66c56005',1,NULL,'{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(9,'93843d4e-38de-4751-932b-2fc370eed6a8',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','concern','fde1fe53-cd2a-5d44-a773-813ed13035f3',1,NULL,'{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(10,'f09b73cd-c86d-4ced-b5cc-ee61dea0fb70',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue','186f4b20-5f3f-59dd-b62f-7e8624c9517c',1,NULL,'{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "be6db128-3db0-5dcd-a2f8-d72e08678df4", "step_free": null, "child_care": true, "police_building": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(11,'9783abcc-e473-4705-87d2-f1013faedd27',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','calendar_feed','850fa46c-b0c1-5b54-abb5-556fcb89a3dd',1,NULL,'{"key_sha256": "abababababababababababababababababababababababababababababababab", "role": "coordinator", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(12,'b3cd1347-0472-42b0-8869-f5bed15d9984',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','gis_key','45a1f578-bece-5f61-86f1-f696b8a62bc6',1,NULL,'{"client": "GIS desk", "role": "commander", "key_sha256": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(13,'546ffc2e-a185-4a13-af79-29ad58397ec7',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','scenario','cbde2a7f-c518-5a61-a94d-6c3eacb5d9fa',1,NULL,'{"title": "Another rule", "steps": [{"what": "use-rule", "rule": "planning_default"}], "result": {}, "fingerprint": "62ea9fa5eaaec6ed", "department_hash": "ab", "software_version": "0.1.0", "made_version": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(14,'8a88d3ac-c227-4624-abf1-879391ab47c1',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','observance','0249d632-062d-58f9-b682-96bfea686d32',1,NULL,'{"name": "Street fair", "first": "2026-05-01", "last": "2026-05-01", "languages": ["korean"], "strength": "ask", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(15,'5f0b7b81-4517-44bb-9f9e-17be5faa8196',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','venue_remark','1d4e2999-a492-538c-a14b-052ad905639d',1,NULL,'{"partner_id": "be6db128-3db0-5dcd-a2f8-d72e08678df4", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(16,'a64e3179-b724-4fad-84be-75a1a6879733',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','partner_contact','8d815a83-a6f6-5a92-ac5f-1a5870b06447',1,NULL,'{"partner_id": "be6db128-3db0-5dcd-a2f8-d72e08678df4", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(17,'b4579e75-6432-4bb9-b51e-0c66222bedf6',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','translation','f4e3f84c-57c6-52a4-aa5f-1c1e2e6f35e2',1,NULL,'{"document_id": "f7da478d-d9cf-507b-afcd-bbdab52075b3", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "reviewer": null, "cost": null, "copies": null, "kept_at": null, "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(18,'30b30a7e-bfe2-4a02-a0a5-95910c22c49b',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','local_evidence','d7167097-4168-52a7-bed0-694a2931c663',1,NULL,'{"area_id": "01", "language": "other_asian_pacific:Khmer", "kind": "partner report", "number": 12, "observed_from": null, "observed_on": "2026-05-01", "source": "school", "confidence": "medium", "said": "Survey", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(19,'628d4da3-d597-434c-b372-a8404b4c153a',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','roster','f481a449-4138-5b23-95d9-35371aa62d66',1,NULL,'{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(20,'9dc3b951-2630-4462-863c-10834287fec3',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','language_decision','5c5d27c3-26b9-531d-8dd2-8cb043ad617a',1,NULL,'{"spelling": "spansih", "decision": "spanish", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(21,'8fc5a3ed-94d5-4959-be4d-304a578fe2ca',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','training','b36b67a5-bbab-54da-8791-9a22c95f9604',1,NULL,'{"officer_id": "0042", "course": "refresher", "done_on": "2026-05-01", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(22,'3d6c9130-0796-49b4-b63e-53d6eb370042',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','attendance','12acc111-42b5-599c-ad48-f388acbcb7a5',1,NULL,'{"event_id": "d539d05d-3145-585c-95a8-04c4f2e41c9a", "language": "korean", "persons": 31, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(23,'a96cb070-1525-4e5c-b4b0-7d4d21ba5962',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','public_words','101e111a-402f-5ee6-ac6d-71cfd53feae0',1,NULL,'{"language": "korean", "message_key": "aa11", "context": "site: name of a page", "english": "Contact", "text": "문의", "state": "draft", "reviewer": null, "reviewed_on": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(24,'c697162c-5aae-4bf2-970a-adcf1f66879f',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','plan_text','cc64bba1-593d-5837-a81b-aa84a388ac65',1,NULL,'{"section": "budget", "text": "The council decides in June.", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(25,'3b2b6e22-f737-4b9a-a89c-5ef3399678d7',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','way','a3b8fef5-5215-583f-b566-fd2e0d3f975c',1,NULL,'{"way": "line", "name": "Contract line", "not_here": false, "languages": ["korean", "other_asian_pacific:Khmer"], "list_source": "contract of 2026", "list_as_of": "2026-05-01", "shifts": ["day"], "uses": [], "policy_source": null, "policy_as_of": null, "price": 0.7, "price_per": "minute", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(26,'29cf561c-ba8a-45cc-ae0d-977bdc7d5c74',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','year_entry','8fca5a40-49ae-51de-9c79-280e22172cd2',1,NULL,'{"year": "2025-2", "item": "complaints", "text": "3, all answered", "source": "Records office", "deleted": false}',NULL);
INSERT INTO "audit" VALUES(27,'a814415a-59f4-4daa-9b16-7a692017ba9f',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','target','2cdee9bd-d829-5950-96ac-4b4e0c17450e',1,NULL,'{"figure": "meetings-held", "area_id": "01", "value": 6, "by_day": "2026-05-01", "notes": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(28,'8ac09061-441b-40c8-b23a-68a8537425ad',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','answer','c28634e4-9752-5a5f-b26a-09026cbf6754',1,NULL,'{"concern_id": "fde1fe53-cd2a-5d44-a773-813ed13035f3", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(29,'339c2509-3547-49b8-a890-d7979485fd0b',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','seat','cc0581f3-26e6-570e-94f6-87e5e2a87d32',1,NULL,'{"board_id": "94c21c86-f691-51f3-a99b-7d7d66c56005", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(30,'7b19bece-881f-46aa-9e9f-a2d2a5d17a2d',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','person','d8691ce4-c279-59a4-9839-ed0197b6b4c9',1,NULL,'{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(31,'ddd2c7e3-10d0-4f7a-a6c7-06381168094a',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','add','board','bc6a71e4-ab97-5ea1-aa3c-8408041639aa',1,NULL,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(32,'672086d5-8e11-46c3-b448-a5ede38dfb73',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','delete','board','bc6a71e4-ab97-5ea1-aa3c-8408041639aa',2,'{"name": "Old board", "purpose": null, "meets": null, "deleted": false}','{"name": "Old board", "purpose": null, "meets": null, "deleted": true}',NULL);
INSERT INTO "audit" VALUES(33,'b7c5fa21-745b-4a75-b90e-3c7826695c33',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','change','partner','be6db128-3db0-5dcd-a2f8-d72e08678df4',2,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}',NULL);
INSERT INTO "audit" VALUES(34,'9a4ab54b-7105-4c9f-b493-6a0f10c8c9aa',0,'2026-05-20 12:00:00.000000','ada@pd.example','admin','undo','partner','be6db128-3db0-5dcd-a2f8-d72e08678df4',3,'{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}','undoes 33');
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
INSERT INTO "boards" VALUES('94c21c86-f691-51f3-a99b-7d7d66c56005','Harbor board',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "boards" VALUES('bc6a71e4-ab97-5ea1-aa3c-8408041639aa','Old board',NULL,NULL,2,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',1);
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
INSERT INTO "calendar_feeds" VALUES('850fa46c-b0c1-5b54-abb5-556fcb89a3dd','abababababababababababababababababababababababababababababababab','coordinator',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "concerns" VALUES('fde1fe53-cd2a-5d44-a773-813ed13035f3','5 Main Street is dark','english',NULL,'light','Traffic','2026-05-01','2026-06-01',NULL,NULL,1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "documents" VALUES('f7da478d-d9cf-507b-afcd-bbdab52075b3','Call for help','vital',1,2,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL);
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
INSERT INTO "events" VALUES('d539d05d-3145-585c-95a8-04c4f2e41c9a','Meeting','held','2026-05-01',NULL,NULL,'Hall','[]','["korean"]','[]','be6db128-3db0-5dcd-a2f8-d72e08678df4','875637b2-664f-57df-8dda-f22a0740ac80',NULL,12.5,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL,NULL,'[]');
CREATE TABLE gis_keys (
	id VARCHAR(36) NOT NULL, 
	client TEXT NOT NULL, 
	role TEXT NOT NULL, 
	key_sha256 TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_gis_keys PRIMARY KEY (id)
);
INSERT INTO "gis_keys" VALUES('45a1f578-bece-5f61-86f1-f696b8a62bc6','GIS desk','commander','cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "language_decisions" VALUES('5c5d27c3-26b9-531d-8dd2-8cb043ad617a','spansih','spanish',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "local_evidence" VALUES('d7167097-4168-52a7-bed0-694a2931c663','01','other_asian_pacific:Khmer',12,'Survey','school','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,'partner report',NULL,'medium');
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
INSERT INTO "meeting_plans" VALUES('875637b2-664f-57df-8dda-f22a0740ac80','Spring','{"meetings": 2}','{"sites": []}','ab','0.1.0',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "observances" VALUES('0249d632-062d-58f9-b682-96bfea686d32','Street fair','2026-05-01','2026-05-01','["korean"]','ask',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partner_contacts" VALUES('8d815a83-a6f6-5a92-ac5f-1a5870b06447','be6db128-3db0-5dcd-a2f8-d72e08678df4','Ines',NULL,NULL,NULL,'[]','2026-05-01','2027-01-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "partners" VALUES('be6db128-3db0-5dcd-a2f8-d72e08678df4','Welcome House',NULL,'["korean", "other_asian_pacific:Khmer"]','[]',NULL,'["legal aid"]',NULL,0,NULL,NULL,NULL,NULL,NULL,3,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
INSERT INTO "partners" VALUES('49f7bd62-8105-5d98-9874-97881be4d6d2','Nhà thờ',NULL,'[]','["01", "DISTRICT:Old Port"]',NULL,'[]',NULL,1,NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "people" VALUES('d8691ce4-c279-59a4-9839-ed0197b6b4c9','email','ada@pd.example','admin',1,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE plan_texts (
	id VARCHAR(36) NOT NULL, 
	section TEXT NOT NULL, 
	text TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_plan_texts PRIMARY KEY (id)
);
INSERT INTO "plan_texts" VALUES('cc64bba1-593d-5837-a81b-aa84a388ac65','budget','The council decides in June.',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "public_words" VALUES('101e111a-402f-5ee6-ac6d-71cfd53feae0','korean','aa11','site: name of a page','Contact','문의','draft',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "roster" VALUES('f481a449-4138-5b23-95d9-35371aa62d66','0042',NULL,NULL,'korean',NULL,'tested',NULL,NULL,'2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "scenarios" VALUES('cbde2a7f-c518-5a61-a94d-6c3eacb5d9fa','Another rule','[{"what": "use-rule", "rule": "planning_default"}]','{}','62ea9fa5eaaec6ed','ab','0.1.0',NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "seats" VALUES('cc0581f3-26e6-570e-94f6-87e5e2a87d32','94c21c86-f691-51f3-a99b-7d7d66c56005','korean',NULL,NULL,1,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE targets (
	id VARCHAR(36) NOT NULL, 
	figure TEXT NOT NULL, 
	area_id TEXT NOT NULL, 
	value INTEGER NOT NULL, 
	by_day DATE NOT NULL, 
	notes TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_targets PRIMARY KEY (id)
);
INSERT INTO "targets" VALUES('2cdee9bd-d829-5950-96ac-4b4e0c17450e','meetings-held','01',6,'2026-05-01',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "training" VALUES('b36b67a5-bbab-54da-8791-9a22c95f9604','0042','refresher','2026-05-01',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "translations" VALUES('f4e3f84c-57c6-52a4-aa5f-1c1e2e6f35e2','f7da478d-d9cf-507b-afcd-bbdab52075b3','korean','draft',NULL,0,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,NULL,NULL,NULL);
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
INSERT INTO "venue_remarks" VALUES('1d4e2999-a492-538c-a14b-052ad905639d','be6db128-3db0-5dcd-a2f8-d72e08678df4','V1','Near the bus','2026-05-01',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
INSERT INTO "venues" VALUES('186f4b20-5f3f-59dd-b62f-7e8624c9517c','V1',NULL,-38.0,40.0,NULL,'be6db128-3db0-5dcd-a2f8-d72e08678df4',NULL,NULL,NULL,NULL,NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0,1,NULL);
CREATE TABLE ways (
	id VARCHAR(36) NOT NULL, 
	way TEXT NOT NULL, 
	name TEXT NOT NULL, 
	not_here BOOLEAN NOT NULL, 
	languages JSON NOT NULL, 
	list_source TEXT, 
	list_as_of DATE, 
	shifts JSON NOT NULL, 
	uses JSON NOT NULL, 
	policy_source TEXT, 
	policy_as_of DATE, 
	price FLOAT, 
	price_per TEXT, 
	notes TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_ways PRIMARY KEY (id)
);
INSERT INTO "ways" VALUES('a3b8fef5-5215-583f-b566-fd2e0d3f975c','line','Contract line',0,'["korean", "other_asian_pacific:Khmer"]','contract of 2026','2026-05-01','["day"]','[]',NULL,NULL,0.7,'minute',NULL,1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
CREATE TABLE year_entries (
	id VARCHAR(36) NOT NULL, 
	year TEXT NOT NULL, 
	item TEXT NOT NULL, 
	text TEXT NOT NULL, 
	source TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	updated_at DATETIME NOT NULL, 
	updated_by VARCHAR(200) NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_year_entries PRIMARY KEY (id)
);
INSERT INTO "year_entries" VALUES('8fca5a40-49ae-51de-9c79-280e22172cd2','2025-2','complaints','3, all answered','Records office',1,'2026-05-20 12:00:00.000000','ada@pd.example','2026-05-20 12:00:00.000000','ada@pd.example',0);
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
CREATE UNIQUE INDEX ux_gis_keys_key_sha256 ON gis_keys (key_sha256) WHERE deleted IS 0;
CREATE UNIQUE INDEX ux_plan_texts_section ON plan_texts (section) WHERE deleted IS 0;
CREATE UNIQUE INDEX ux_ways_way_name ON ways (way, name) WHERE deleted IS 0;
CREATE UNIQUE INDEX ux_year_entries_year_item ON year_entries (year, item) WHERE deleted IS 0;
CREATE UNIQUE INDEX ux_targets_figure_area_id_by_day ON targets (figure, area_id, by_day) WHERE deleted IS 0;
COMMIT;
