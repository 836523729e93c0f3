--
-- PostgreSQL database dump
--

\restrict lB3AwmSt28ICauISNHr1i6eIckKAoQeqboOsvfnla6zEk9GlubIJ3l3T3rg8ecQ

-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: refuse_audit_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_audit_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: answers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.answers (
    id character varying(36) NOT NULL,
    concern_id character varying(36) NOT NULL,
    text text NOT NULL,
    answered_on date NOT NULL,
    told_on date,
    told_how text,
    confirmed_no_person boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: attendance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.attendance (
    id character varying(36) NOT NULL,
    event_id character varying(36) NOT NULL,
    language text NOT NULL,
    persons integer NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: audit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit (
    number integer NOT NULL,
    batch character varying(36) NOT NULL,
    step integer NOT NULL,
    at timestamp with time zone NOT NULL,
    who character varying(200) NOT NULL,
    role character varying(200) NOT NULL,
    action character varying(200) NOT NULL,
    kind character varying(200) NOT NULL,
    record_id character varying(36),
    version integer,
    old json,
    new json,
    note text
);


--
-- Name: audit_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.audit_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: audit_number_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.audit_number_seq OWNED BY public.audit.number;


--
-- Name: boards; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.boards (
    id character varying(36) NOT NULL,
    name text NOT NULL,
    purpose text,
    meets text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: calendar_feeds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calendar_feeds (
    id character varying(36) NOT NULL,
    key_sha256 text NOT NULL,
    role text NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: concerns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.concerns (
    id character varying(36) NOT NULL,
    text text NOT NULL,
    language text NOT NULL,
    area_id text,
    theme text NOT NULL,
    owner text NOT NULL,
    raised_on date NOT NULL,
    due_on date NOT NULL,
    event_id character varying(36),
    public_text text,
    confirmed_no_person boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: documents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.documents (
    id character varying(36) NOT NULL,
    title text NOT NULL,
    document_class text NOT NULL,
    core boolean NOT NULL,
    pages integer,
    source_updated_on date,
    notes text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL,
    words integer
);


--
-- Name: events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.events (
    id character varying(36) NOT NULL,
    title text NOT NULL,
    state text NOT NULL,
    date date,
    starts_at text,
    venue_id text,
    venue_name text,
    areas json NOT NULL,
    languages json NOT NULL,
    interpreters_used json NOT NULL,
    partner_id character varying(36),
    meeting_plan_id character varying(36),
    site_id text,
    cost double precision,
    went_wrong text,
    announced_on date,
    reported_on date,
    notes text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL,
    minutes integer,
    interpreters integer,
    tasks_done json NOT NULL
);


--
-- Name: language_decisions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.language_decisions (
    id character varying(36) NOT NULL,
    spelling text NOT NULL,
    decision text NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: local_evidence; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.local_evidence (
    id character varying(36) NOT NULL,
    area_id text NOT NULL,
    language text NOT NULL,
    number integer,
    said text,
    source text NOT NULL,
    observed_on date NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL,
    kind text NOT NULL,
    observed_from date,
    confidence text NOT NULL
);


--
-- Name: meeting_plans; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.meeting_plans (
    id character varying(36) NOT NULL,
    title text NOT NULL,
    inputs json NOT NULL,
    result json NOT NULL,
    department_hash text NOT NULL,
    software_version text NOT NULL,
    notes text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: observances; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.observances (
    id character varying(36) NOT NULL,
    name text NOT NULL,
    first date NOT NULL,
    last date NOT NULL,
    languages json NOT NULL,
    strength text NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: partner_contacts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partner_contacts (
    id character varying(36) NOT NULL,
    partner_id character varying(36) NOT NULL,
    name text NOT NULL,
    "position" text,
    phone text,
    email text,
    languages json NOT NULL,
    confirmed_on date NOT NULL,
    expires_on date NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: partners; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.partners (
    id character varying(36) NOT NULL,
    organisation text NOT NULL,
    kind text,
    languages json NOT NULL,
    areas json NOT NULL,
    hosts text,
    services json NOT NULL,
    notes text,
    listed boolean NOT NULL,
    public_name text,
    public_phone text,
    public_address text,
    public_website text,
    public_note text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: people; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.people (
    id character varying(36) NOT NULL,
    subject_kind text NOT NULL,
    subject text NOT NULL,
    role text NOT NULL,
    active boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: roster; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.roster (
    id character varying(36) NOT NULL,
    officer_id text NOT NULL,
    unit text,
    shift text,
    language text,
    language_as_found text,
    tier text,
    scale text,
    level text,
    tested_on date,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: scenarios; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.scenarios (
    id character varying(36) NOT NULL,
    title text NOT NULL,
    steps json NOT NULL,
    result json NOT NULL,
    fingerprint text NOT NULL,
    department_hash text NOT NULL,
    software_version text NOT NULL,
    made_version text,
    notes text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: seats; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seats (
    id character varying(36) NOT NULL,
    board_id character varying(36) NOT NULL,
    language text NOT NULL,
    area_id text,
    partner_id character varying(36),
    filled boolean NOT NULL,
    since date,
    until date,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: training; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.training (
    id character varying(36) NOT NULL,
    officer_id text NOT NULL,
    course text NOT NULL,
    done_on date NOT NULL,
    notes text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: translations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.translations (
    id character varying(36) NOT NULL,
    document_id character varying(36) NOT NULL,
    language text NOT NULL,
    state text NOT NULL,
    of_source_on date,
    checked_by_reader boolean NOT NULL,
    cost double precision,
    notes text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL,
    reviewer text,
    copies integer,
    kept_at text
);


--
-- Name: venue_remarks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.venue_remarks (
    id character varying(36) NOT NULL,
    partner_id character varying(36) NOT NULL,
    venue_id text NOT NULL,
    said text NOT NULL,
    said_on date NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: venues; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.venues (
    id character varying(36) NOT NULL,
    venue_id text NOT NULL,
    name text,
    lon double precision,
    lat double precision,
    veto text,
    host_partner_id character varying(36),
    step_free boolean,
    capacity integer,
    transit text,
    hours text,
    notes text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL,
    child_care boolean,
    police_building boolean
);


--
-- Name: audit number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit ALTER COLUMN number SET DEFAULT nextval('public.audit_number_seq'::regclass);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.alembic_version (version_num) FROM stdin;
0007
\.


--
-- Data for Name: answers; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.answers (id, concern_id, text, answered_on, told_on, told_how, confirmed_no_person, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
abed6705-587d-5e43-a1a7-b18bf57c4083	b8de59cc-f88e-514e-8866-f80859854093	A lamp was ordered	2026-05-01	\N	\N	f	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: attendance; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.attendance (id, event_id, language, persons, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
77198537-d5d5-5940-a529-5341cd602244	6d6d2dee-dcfe-5e6a-a2c5-2f6fe5b8fa9a	korean	31	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.audit (number, batch, step, at, who, role, action, kind, record_id, version, old, new, note) FROM stdin;
1	6771e250-9a49-4605-8f24-50d35ab7e2fc	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner	a43b736c-1855-5f42-a74e-d83d84c8e94c	1	\N	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
2	2d91b2c4-9f66-4a0e-8149-b29bfce67a3f	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner	d4a72c0f-9be0-5751-b6f2-3a45222f51c6	1	\N	{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
3	0cbd6168-4f76-4015-ae12-e6743488d122	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	document	62c32493-1b95-5fe4-91f7-a78b095cea29	1	\N	{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "words": null, "source_updated_on": null, "notes": null, "deleted": false}	\N
4	8aca5b45-7353-4ff3-8d1e-1cfa67097391	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	meeting_plan	6d06d113-68b8-55cb-b6c6-94eeb4daca4e	1	\N	{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}	\N
5	96f36bab-fdb6-441d-87cf-9e002242b1f9	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	event	6d6d2dee-dcfe-5e6a-a2c5-2f6fe5b8fa9a	1	\N	{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "a43b736c-1855-5f42-a74e-d83d84c8e94c", "meeting_plan_id": "6d06d113-68b8-55cb-b6c6-94eeb4daca4e", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	\N
6	597942da-4ad0-4241-b081-e6f2d96d2f9a	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	event	6d6d2dee-dcfe-5e6a-a2c5-2f6fe5b8fa9a	2	{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "a43b736c-1855-5f42-a74e-d83d84c8e94c", "meeting_plan_id": "6d06d113-68b8-55cb-b6c6-94eeb4daca4e", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "a43b736c-1855-5f42-a74e-d83d84c8e94c", "meeting_plan_id": "6d06d113-68b8-55cb-b6c6-94eeb4daca4e", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	\N
7	de471541-4be2-4c44-b972-dbe586feeede	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	event	6d6d2dee-dcfe-5e6a-a2c5-2f6fe5b8fa9a	3	{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "a43b736c-1855-5f42-a74e-d83d84c8e94c", "meeting_plan_id": "6d06d113-68b8-55cb-b6c6-94eeb4daca4e", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "a43b736c-1855-5f42-a74e-d83d84c8e94c", "meeting_plan_id": "6d06d113-68b8-55cb-b6c6-94eeb4daca4e", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	\N
8	b58aabf6-2afb-449c-b823-4d4bdd3be8f0	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	board	fe103e3a-b8d2-5e54-af3f-61e2861d1ed7	1	\N	{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}	\N
9	27ebb5e0-2632-4e31-91a4-ceea20f22a1f	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	concern	b8de59cc-f88e-514e-8866-f80859854093	1	\N	{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}	\N
10	43820a29-c657-4dc4-9d38-96cf48b2291c	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	venue	2d966225-3364-5090-9115-07035f43dba7	1	\N	{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "a43b736c-1855-5f42-a74e-d83d84c8e94c", "step_free": null, "child_care": true, "police_building": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}	\N
11	733f9191-c1f6-4f2d-aaf4-402dbc2eede5	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	calendar_feed	d63e8373-e26f-59f1-a147-5df1b4300f23	1	\N	{"key_sha256": "abababababababababababababababababababababababababababababababab", "role": "coordinator", "deleted": false}	\N
12	63689d29-89e9-4c1c-b530-df16434cd42c	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	scenario	e59d772b-cea5-556d-a90a-d0d0db8d7edf	1	\N	{"title": "Another rule", "steps": [{"what": "use-rule", "rule": "planning_default"}], "result": {}, "fingerprint": "62ea9fa5eaaec6ed", "department_hash": "ab", "software_version": "0.1.0", "made_version": null, "notes": null, "deleted": false}	\N
13	1dda5fee-928e-4a09-9ddd-3c61c5de60b5	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	observance	d875fe9f-9494-5ad5-a0a4-4429c1a16691	1	\N	{"name": "Street fair", "first": "2026-05-01", "last": "2026-05-01", "languages": ["korean"], "strength": "ask", "deleted": false}	\N
14	5b0bc7bf-2ba4-464b-875d-4003daf96818	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	venue_remark	5322478c-a90a-56af-bef6-0729a29c65fe	1	\N	{"partner_id": "a43b736c-1855-5f42-a74e-d83d84c8e94c", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}	\N
15	d813718f-1f4b-40f7-a045-b151c644c351	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner_contact	09d59770-788b-5577-9e53-a99bda7784c2	1	\N	{"partner_id": "a43b736c-1855-5f42-a74e-d83d84c8e94c", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}	\N
16	43464ea9-af63-4539-a9c0-94877f1e3ebe	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	translation	05f9b726-dedf-5b3c-8812-d57f949fc126	1	\N	{"document_id": "62c32493-1b95-5fe4-91f7-a78b095cea29", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "reviewer": null, "cost": null, "copies": null, "kept_at": null, "notes": null, "deleted": false}	\N
17	c2d318e6-3bce-4bc3-9f56-ae8bff004293	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	local_evidence	02b9972c-489f-5f07-96da-2c9ef6a7d25f	1	\N	{"area_id": "01", "language": "other_asian_pacific:Khmer", "kind": "partner report", "number": 12, "observed_from": null, "observed_on": "2026-05-01", "source": "school", "confidence": "medium", "said": "Survey", "deleted": false}	\N
18	ef1ebd82-f40d-402e-8722-c5e0983e10b1	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	roster	439cf49c-730a-5dfa-9a1c-ccebc50ff27e	1	\N	{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}	\N
19	b89fe11c-23ac-48b3-bddc-f88469441019	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	language_decision	3a255550-d077-5109-9a63-ba624c3c77f1	1	\N	{"spelling": "spansih", "decision": "spanish", "deleted": false}	\N
20	6e029c7c-4a1e-494e-964e-5f891480b3a6	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	training	dd66628d-8bd0-5c94-8bf8-33860933764a	1	\N	{"officer_id": "0042", "course": "refresher", "done_on": "2026-05-01", "notes": null, "deleted": false}	\N
21	6f6aa946-ba83-475b-9c4d-d50ba4605e34	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	attendance	77198537-d5d5-5940-a529-5341cd602244	1	\N	{"event_id": "6d6d2dee-dcfe-5e6a-a2c5-2f6fe5b8fa9a", "language": "korean", "persons": 31, "deleted": false}	\N
22	0eea2543-195e-4259-8e4e-5b109c496d0b	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	answer	abed6705-587d-5e43-a1a7-b18bf57c4083	1	\N	{"concern_id": "b8de59cc-f88e-514e-8866-f80859854093", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}	\N
23	3df2f87d-c451-4818-b020-4b6ede60dcf7	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	seat	a6c365f6-dfcd-544f-bb0f-f5055f2c2deb	1	\N	{"board_id": "fe103e3a-b8d2-5e54-af3f-61e2861d1ed7", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}	\N
24	6ae58aab-cb35-4e4d-bf79-8abceecb011b	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	person	1baffdc1-8e8b-578f-8c78-9cc92f92b1ed	1	\N	{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}	\N
25	c660967f-6c11-4606-ba5a-a91114d4f11f	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	board	686a36a6-b0d6-5907-8e73-d05417f3fd6f	1	\N	{"name": "Old board", "purpose": null, "meets": null, "deleted": false}	\N
26	ca2094d9-9dbd-4904-b3fa-219d35ab2be3	0	2026-05-20 12:00:00+00	ada@pd.example	admin	delete	board	686a36a6-b0d6-5907-8e73-d05417f3fd6f	2	{"name": "Old board", "purpose": null, "meets": null, "deleted": false}	{"name": "Old board", "purpose": null, "meets": null, "deleted": true}	\N
27	703bc38d-3d68-4833-9b9b-1fc0060cd782	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	partner	a43b736c-1855-5f42-a74e-d83d84c8e94c	2	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
28	f0102c59-e6cd-4622-84cc-37c3309979a6	0	2026-05-20 12:00:00+00	ada@pd.example	admin	undo	partner	a43b736c-1855-5f42-a74e-d83d84c8e94c	3	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	undoes 27
\.


--
-- Data for Name: boards; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.boards (id, name, purpose, meets, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
fe103e3a-b8d2-5e54-af3f-61e2861d1ed7	Harbor board	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
686a36a6-b0d6-5907-8e73-d05417f3fd6f	Old board	\N	\N	2	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	t
\.


--
-- Data for Name: calendar_feeds; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.calendar_feeds (id, key_sha256, role, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
d63e8373-e26f-59f1-a147-5df1b4300f23	abababababababababababababababababababababababababababababababab	coordinator	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: concerns; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.concerns (id, text, language, area_id, theme, owner, raised_on, due_on, event_id, public_text, confirmed_no_person, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
b8de59cc-f88e-514e-8866-f80859854093	5 Main Street is dark	english	\N	light	Traffic	2026-05-01	2026-06-01	\N	\N	t	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: documents; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.documents (id, title, document_class, core, pages, source_updated_on, notes, version, created_at, created_by, updated_at, updated_by, deleted, words) FROM stdin;
62c32493-1b95-5fe4-91f7-a78b095cea29	Call for help	vital	t	2	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N
\.


--
-- Data for Name: events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.events (id, title, state, date, starts_at, venue_id, venue_name, areas, languages, interpreters_used, partner_id, meeting_plan_id, site_id, cost, went_wrong, announced_on, reported_on, notes, version, created_at, created_by, updated_at, updated_by, deleted, minutes, interpreters, tasks_done) FROM stdin;
6d6d2dee-dcfe-5e6a-a2c5-2f6fe5b8fa9a	Meeting	held	2026-05-01	\N	\N	Hall	[]	["korean"]	[]	a43b736c-1855-5f42-a74e-d83d84c8e94c	6d06d113-68b8-55cb-b6c6-94eeb4daca4e	\N	12.5	\N	\N	\N	\N	3	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N	\N	[]
\.


--
-- Data for Name: language_decisions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.language_decisions (id, spelling, decision, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
3a255550-d077-5109-9a63-ba624c3c77f1	spansih	spanish	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: local_evidence; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.local_evidence (id, area_id, language, number, said, source, observed_on, version, created_at, created_by, updated_at, updated_by, deleted, kind, observed_from, confidence) FROM stdin;
02b9972c-489f-5f07-96da-2c9ef6a7d25f	01	other_asian_pacific:Khmer	12	Survey	school	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	partner report	\N	medium
\.


--
-- Data for Name: meeting_plans; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.meeting_plans (id, title, inputs, result, department_hash, software_version, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
6d06d113-68b8-55cb-b6c6-94eeb4daca4e	Spring	{"meetings": 2}	{"sites": []}	ab	0.1.0	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: observances; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.observances (id, name, first, last, languages, strength, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
d875fe9f-9494-5ad5-a0a4-4429c1a16691	Street fair	2026-05-01	2026-05-01	["korean"]	ask	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: partner_contacts; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.partner_contacts (id, partner_id, name, "position", phone, email, languages, confirmed_on, expires_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
09d59770-788b-5577-9e53-a99bda7784c2	a43b736c-1855-5f42-a74e-d83d84c8e94c	Ines	\N	\N	\N	[]	2026-05-01	2027-01-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: partners; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.partners (id, organisation, kind, languages, areas, hosts, services, notes, listed, public_name, public_phone, public_address, public_website, public_note, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
d4a72c0f-9be0-5751-b6f2-3a45222f51c6	Nhà thờ	\N	[]	["01", "DISTRICT:Old Port"]	\N	[]	\N	t	\N	\N	\N	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
a43b736c-1855-5f42-a74e-d83d84c8e94c	Welcome House	\N	["korean", "other_asian_pacific:Khmer"]	[]	\N	["legal aid"]	\N	f	\N	\N	\N	\N	\N	3	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: people; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.people (id, subject_kind, subject, role, active, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
1baffdc1-8e8b-578f-8c78-9cc92f92b1ed	email	ada@pd.example	admin	t	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: roster; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.roster (id, officer_id, unit, shift, language, language_as_found, tier, scale, level, tested_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
439cf49c-730a-5dfa-9a1c-ccebc50ff27e	0042	\N	\N	korean	\N	tested	\N	\N	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: scenarios; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.scenarios (id, title, steps, result, fingerprint, department_hash, software_version, made_version, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
e59d772b-cea5-556d-a90a-d0d0db8d7edf	Another rule	[{"what": "use-rule", "rule": "planning_default"}]	{}	62ea9fa5eaaec6ed	ab	0.1.0	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: seats; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.seats (id, board_id, language, area_id, partner_id, filled, since, until, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
a6c365f6-dfcd-544f-bb0f-f5055f2c2deb	fe103e3a-b8d2-5e54-af3f-61e2861d1ed7	korean	\N	\N	t	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: training; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.training (id, officer_id, course, done_on, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
dd66628d-8bd0-5c94-8bf8-33860933764a	0042	refresher	2026-05-01	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: translations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.translations (id, document_id, language, state, of_source_on, checked_by_reader, cost, notes, version, created_at, created_by, updated_at, updated_by, deleted, reviewer, copies, kept_at) FROM stdin;
05f9b726-dedf-5b3c-8812-d57f949fc126	62c32493-1b95-5fe4-91f7-a78b095cea29	korean	draft	\N	f	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N	\N	\N
\.


--
-- Data for Name: venue_remarks; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.venue_remarks (id, partner_id, venue_id, said, said_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
5322478c-a90a-56af-bef6-0729a29c65fe	a43b736c-1855-5f42-a74e-d83d84c8e94c	V1	Near the bus	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: venues; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.venues (id, venue_id, name, lon, lat, veto, host_partner_id, step_free, capacity, transit, hours, notes, version, created_at, created_by, updated_at, updated_by, deleted, child_care, police_building) FROM stdin;
2d966225-3364-5090-9115-07035f43dba7	V1	\N	-38	40	\N	a43b736c-1855-5f42-a74e-d83d84c8e94c	\N	\N	\N	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	t	\N
\.


--
-- Name: audit_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_number_seq', 28, true);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: answers pk_answers; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.answers
    ADD CONSTRAINT pk_answers PRIMARY KEY (id);


--
-- Name: attendance pk_attendance; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT pk_attendance PRIMARY KEY (id);


--
-- Name: audit pk_audit; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (number);


--
-- Name: boards pk_boards; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.boards
    ADD CONSTRAINT pk_boards PRIMARY KEY (id);


--
-- Name: calendar_feeds pk_calendar_feeds; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT pk_calendar_feeds PRIMARY KEY (id);


--
-- Name: concerns pk_concerns; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.concerns
    ADD CONSTRAINT pk_concerns PRIMARY KEY (id);


--
-- Name: documents pk_documents; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT pk_documents PRIMARY KEY (id);


--
-- Name: events pk_events; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.events
    ADD CONSTRAINT pk_events PRIMARY KEY (id);


--
-- Name: language_decisions pk_language_decisions; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.language_decisions
    ADD CONSTRAINT pk_language_decisions PRIMARY KEY (id);


--
-- Name: local_evidence pk_local_evidence; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.local_evidence
    ADD CONSTRAINT pk_local_evidence PRIMARY KEY (id);


--
-- Name: meeting_plans pk_meeting_plans; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting_plans
    ADD CONSTRAINT pk_meeting_plans PRIMARY KEY (id);


--
-- Name: observances pk_observances; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.observances
    ADD CONSTRAINT pk_observances PRIMARY KEY (id);


--
-- Name: partner_contacts pk_partner_contacts; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_contacts
    ADD CONSTRAINT pk_partner_contacts PRIMARY KEY (id);


--
-- Name: partners pk_partners; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partners
    ADD CONSTRAINT pk_partners PRIMARY KEY (id);


--
-- Name: people pk_people; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT pk_people PRIMARY KEY (id);


--
-- Name: roster pk_roster; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.roster
    ADD CONSTRAINT pk_roster PRIMARY KEY (id);


--
-- Name: scenarios pk_scenarios; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.scenarios
    ADD CONSTRAINT pk_scenarios PRIMARY KEY (id);


--
-- Name: seats pk_seats; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seats
    ADD CONSTRAINT pk_seats PRIMARY KEY (id);


--
-- Name: training pk_training; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.training
    ADD CONSTRAINT pk_training PRIMARY KEY (id);


--
-- Name: translations pk_translations; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.translations
    ADD CONSTRAINT pk_translations PRIMARY KEY (id);


--
-- Name: venue_remarks pk_venue_remarks; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.venue_remarks
    ADD CONSTRAINT pk_venue_remarks PRIMARY KEY (id);


--
-- Name: venues pk_venues; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.venues
    ADD CONSTRAINT pk_venues PRIMARY KEY (id);


--
-- Name: audit uq_audit_batch_step; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT uq_audit_batch_step UNIQUE (batch, step);


--
-- Name: ix_answers_concern_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_answers_concern_id ON public.answers USING btree (concern_id);


--
-- Name: ix_attendance_event_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_attendance_event_id ON public.attendance USING btree (event_id);


--
-- Name: ix_audit_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_audit_at ON public.audit USING btree (at);


--
-- Name: ix_audit_record; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_audit_record ON public.audit USING btree (kind, record_id, version);


--
-- Name: ix_concerns_event_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_concerns_event_id ON public.concerns USING btree (event_id);


--
-- Name: ix_events_meeting_plan_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_events_meeting_plan_id ON public.events USING btree (meeting_plan_id);


--
-- Name: ix_events_partner_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_events_partner_id ON public.events USING btree (partner_id);


--
-- Name: ix_partner_contacts_partner_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_partner_contacts_partner_id ON public.partner_contacts USING btree (partner_id);


--
-- Name: ix_seats_board_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_seats_board_id ON public.seats USING btree (board_id);


--
-- Name: ix_seats_partner_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_seats_partner_id ON public.seats USING btree (partner_id);


--
-- Name: ix_translations_document_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_translations_document_id ON public.translations USING btree (document_id);


--
-- Name: ix_venue_remarks_partner_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_venue_remarks_partner_id ON public.venue_remarks USING btree (partner_id);


--
-- Name: ix_venues_host_partner_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_venues_host_partner_id ON public.venues USING btree (host_partner_id);


--
-- Name: ux_attendance_event_id_language; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_attendance_event_id_language ON public.attendance USING btree (event_id, language) WHERE (deleted IS FALSE);


--
-- Name: ux_boards_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_boards_name ON public.boards USING btree (name) WHERE (deleted IS FALSE);


--
-- Name: ux_calendar_feeds_key_sha256; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_calendar_feeds_key_sha256 ON public.calendar_feeds USING btree (key_sha256) WHERE (deleted IS FALSE);


--
-- Name: ux_documents_title; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_documents_title ON public.documents USING btree (title) WHERE (deleted IS FALSE);


--
-- Name: ux_language_decisions_spelling; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_language_decisions_spelling ON public.language_decisions USING btree (spelling) WHERE (deleted IS FALSE);


--
-- Name: ux_observances_name_first; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_observances_name_first ON public.observances USING btree (name, first) WHERE (deleted IS FALSE);


--
-- Name: ux_people_subject_kind_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_people_subject_kind_subject ON public.people USING btree (subject_kind, subject) WHERE (deleted IS FALSE);


--
-- Name: ux_roster_officer_id_language; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_roster_officer_id_language ON public.roster USING btree (officer_id, language) WHERE (deleted IS FALSE);


--
-- Name: ux_training_officer_id_course_done_on; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_training_officer_id_course_done_on ON public.training USING btree (officer_id, course, done_on) WHERE (deleted IS FALSE);


--
-- Name: ux_translations_document_id_language; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_translations_document_id_language ON public.translations USING btree (document_id, language) WHERE (deleted IS FALSE);


--
-- Name: ux_venues_venue_id; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_venues_venue_id ON public.venues USING btree (venue_id) WHERE (deleted IS FALSE);


--
-- Name: audit audit_no_change; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_no_change BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION public.refuse_audit_change();


--
-- Name: audit audit_no_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_audit_change();


--
-- Name: answers fk_answers_concern_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.answers
    ADD CONSTRAINT fk_answers_concern_id FOREIGN KEY (concern_id) REFERENCES public.concerns(id);


--
-- Name: attendance fk_attendance_event_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT fk_attendance_event_id FOREIGN KEY (event_id) REFERENCES public.events(id);


--
-- Name: concerns fk_concerns_event_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.concerns
    ADD CONSTRAINT fk_concerns_event_id FOREIGN KEY (event_id) REFERENCES public.events(id);


--
-- Name: events fk_events_meeting_plan_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.events
    ADD CONSTRAINT fk_events_meeting_plan_id FOREIGN KEY (meeting_plan_id) REFERENCES public.meeting_plans(id);


--
-- Name: events fk_events_partner_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.events
    ADD CONSTRAINT fk_events_partner_id FOREIGN KEY (partner_id) REFERENCES public.partners(id);


--
-- Name: partner_contacts fk_partner_contacts_partner_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.partner_contacts
    ADD CONSTRAINT fk_partner_contacts_partner_id FOREIGN KEY (partner_id) REFERENCES public.partners(id);


--
-- Name: seats fk_seats_board_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seats
    ADD CONSTRAINT fk_seats_board_id FOREIGN KEY (board_id) REFERENCES public.boards(id);


--
-- Name: seats fk_seats_partner_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seats
    ADD CONSTRAINT fk_seats_partner_id FOREIGN KEY (partner_id) REFERENCES public.partners(id);


--
-- Name: translations fk_translations_document_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.translations
    ADD CONSTRAINT fk_translations_document_id FOREIGN KEY (document_id) REFERENCES public.documents(id);


--
-- Name: venue_remarks fk_venue_remarks_partner_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.venue_remarks
    ADD CONSTRAINT fk_venue_remarks_partner_id FOREIGN KEY (partner_id) REFERENCES public.partners(id);


--
-- Name: venues fk_venues_host_partner_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.venues
    ADD CONSTRAINT fk_venues_host_partner_id FOREIGN KEY (host_partner_id) REFERENCES public.partners(id);


--
-- PostgreSQL database dump complete
--

\unrestrict lB3AwmSt28ICauISNHr1i6eIckKAoQeqboOsvfnla6zEk9GlubIJ3l3T3rg8ecQ

