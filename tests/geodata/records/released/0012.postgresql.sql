--
-- PostgreSQL database dump
--

\restrict Mj4laRlh0Pq8NQUR3iemq6g7Aph11AqZXQTklmx3PQa9t0IQ5y8PdzEF3jGXq8K

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
-- Name: gis_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.gis_keys (
    id character varying(36) NOT NULL,
    client text NOT NULL,
    role text NOT NULL,
    key_sha256 text NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
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
-- Name: plan_texts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.plan_texts (
    id character varying(36) NOT NULL,
    section text NOT NULL,
    text text NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: public_words; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.public_words (
    id character varying(36) NOT NULL,
    language text NOT NULL,
    message_key text NOT NULL,
    context text NOT NULL,
    english text NOT NULL,
    text text NOT NULL,
    state text NOT NULL,
    reviewer text,
    reviewed_on date,
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
-- Name: targets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.targets (
    id character varying(36) NOT NULL,
    figure text NOT NULL,
    area_id text NOT NULL,
    value integer NOT NULL,
    by_day date NOT NULL,
    notes text,
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
-- Name: ways; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ways (
    id character varying(36) NOT NULL,
    way text NOT NULL,
    name text NOT NULL,
    not_here boolean NOT NULL,
    languages json NOT NULL,
    list_source text,
    list_as_of date,
    shifts json NOT NULL,
    uses json NOT NULL,
    policy_source text,
    policy_as_of date,
    price double precision,
    price_per text,
    notes text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: year_entries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.year_entries (
    id character varying(36) NOT NULL,
    year text NOT NULL,
    item text NOT NULL,
    text text NOT NULL,
    source text NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by character varying(200) NOT NULL,
    deleted boolean NOT NULL
);


--
-- Name: audit number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit ALTER COLUMN number SET DEFAULT nextval('public.audit_number_seq'::regclass);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.alembic_version (version_num) FROM stdin;
0012
\.


--
-- Data for Name: answers; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.answers (id, concern_id, text, answered_on, told_on, told_how, confirmed_no_person, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
15e28b45-c99f-5e02-8b7b-5003d52e3af5	a99dd1cd-4f28-58ae-a27c-cf1fdad60576	A lamp was ordered	2026-05-01	\N	\N	f	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: attendance; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.attendance (id, event_id, language, persons, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
06ea8dff-45c4-59a5-aa5c-6e51a5bb0f93	9e81f643-0aac-5677-95fc-58e034d0c13d	korean	31	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.audit (number, batch, step, at, who, role, action, kind, record_id, version, old, new, note) FROM stdin;
1	d5de8273-3dcd-4b95-ab4b-afafa648617f	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner	dfa7b45f-2ca2-54e1-813b-0fa1f230eebc	1	\N	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
2	5c1fead1-1c45-4406-aca7-08391b75a1de	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner	664e6da7-bc5b-5a1a-8e6d-54952dcb4c02	1	\N	{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
3	6d916332-6d65-4351-ad68-3b4951eb7cd8	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	document	e3e97135-0e41-5ea0-8ad6-5070e1ca24ae	1	\N	{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "words": null, "source_updated_on": null, "notes": null, "deleted": false}	\N
4	1d4eaa78-89f8-478a-a9e7-ef6e14c0075a	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	meeting_plan	2038a018-b8f3-58cd-a01f-012d0e37a53c	1	\N	{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}	\N
5	2bd3b3b8-2ff2-426a-ae74-86e6be706207	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	event	9e81f643-0aac-5677-95fc-58e034d0c13d	1	\N	{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "dfa7b45f-2ca2-54e1-813b-0fa1f230eebc", "meeting_plan_id": "2038a018-b8f3-58cd-a01f-012d0e37a53c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	\N
6	600a1707-7161-4858-8774-65b7748eefe6	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	event	9e81f643-0aac-5677-95fc-58e034d0c13d	2	{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "dfa7b45f-2ca2-54e1-813b-0fa1f230eebc", "meeting_plan_id": "2038a018-b8f3-58cd-a01f-012d0e37a53c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "dfa7b45f-2ca2-54e1-813b-0fa1f230eebc", "meeting_plan_id": "2038a018-b8f3-58cd-a01f-012d0e37a53c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	\N
7	a27b8df2-c2d0-4094-a9eb-5d92e4c9f269	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	event	9e81f643-0aac-5677-95fc-58e034d0c13d	3	{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "dfa7b45f-2ca2-54e1-813b-0fa1f230eebc", "meeting_plan_id": "2038a018-b8f3-58cd-a01f-012d0e37a53c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "dfa7b45f-2ca2-54e1-813b-0fa1f230eebc", "meeting_plan_id": "2038a018-b8f3-58cd-a01f-012d0e37a53c", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	\N
8	94bfbfec-988d-491a-9649-fe4bb5b6f722	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	board	1f90f7a9-5bf0-5bad-88ce-445fa2009223	1	\N	{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}	\N
9	e0ea8ace-bda7-4de5-93fa-057b68a8b2d5	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	concern	a99dd1cd-4f28-58ae-a27c-cf1fdad60576	1	\N	{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}	\N
10	a238a9ee-be05-41c2-b28e-72e4cdffb23f	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	venue	81ed359b-50c1-5b8b-9883-74941b99b00e	1	\N	{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "dfa7b45f-2ca2-54e1-813b-0fa1f230eebc", "step_free": null, "child_care": true, "police_building": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}	\N
11	3d0cf19d-9d01-4000-aa6a-7f8c8fee7353	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	calendar_feed	b3944d8b-fb19-56e9-bf4c-2c5cad31ab8b	1	\N	{"key_sha256": "abababababababababababababababababababababababababababababababab", "role": "coordinator", "deleted": false}	\N
12	908b0170-2d1c-4db3-b888-dab9bd88d6e8	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	gis_key	c49b2b1d-103d-5ad2-b672-106503bbe148	1	\N	{"client": "GIS desk", "role": "commander", "key_sha256": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd", "deleted": false}	\N
13	184a6003-81b4-452c-b607-46247f35c6bb	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	scenario	44d70cef-027f-506d-8f87-c0a2865b9a34	1	\N	{"title": "Another rule", "steps": [{"what": "use-rule", "rule": "planning_default"}], "result": {}, "fingerprint": "62ea9fa5eaaec6ed", "department_hash": "ab", "software_version": "0.1.0", "made_version": null, "notes": null, "deleted": false}	\N
14	adcac46f-d50a-4ae0-b158-a7fced21d434	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	observance	61a448ff-ace0-52ec-8a54-d9d67214c6e3	1	\N	{"name": "Street fair", "first": "2026-05-01", "last": "2026-05-01", "languages": ["korean"], "strength": "ask", "deleted": false}	\N
15	c9784146-0877-476e-af81-3bb2bcf604b1	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	venue_remark	908b7613-2c06-59e6-8368-caf24b036480	1	\N	{"partner_id": "dfa7b45f-2ca2-54e1-813b-0fa1f230eebc", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}	\N
16	ef0e73e9-d515-445a-ab1e-59c8a25062d0	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner_contact	dc1e486f-8770-5065-b780-d978eb252254	1	\N	{"partner_id": "dfa7b45f-2ca2-54e1-813b-0fa1f230eebc", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}	\N
17	01faa746-858c-4b44-a65f-bd0e262b136c	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	translation	9da6171b-30cf-5261-a5c8-314ccb3ec5e3	1	\N	{"document_id": "e3e97135-0e41-5ea0-8ad6-5070e1ca24ae", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "reviewer": null, "cost": null, "copies": null, "kept_at": null, "notes": null, "deleted": false}	\N
18	94419025-d1bb-458e-b6db-d941ccd2ee5d	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	local_evidence	c7c1ffdf-9e64-5479-9e31-81b5035270f5	1	\N	{"area_id": "01", "language": "other_asian_pacific:Khmer", "kind": "partner report", "number": 12, "observed_from": null, "observed_on": "2026-05-01", "source": "school", "confidence": "medium", "said": "Survey", "deleted": false}	\N
19	94153934-9607-4670-96da-fe010417d04d	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	roster	07a4dd65-2d2d-5f54-a3bb-9548ba8dff5d	1	\N	{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}	\N
20	2cade8ee-b013-4895-b420-736d5bca4396	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	language_decision	4687213a-ea19-5766-a30c-e3c6c7e37d2f	1	\N	{"spelling": "spansih", "decision": "spanish", "deleted": false}	\N
21	d6cb3f9d-eb88-4a84-9412-2564913402c2	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	training	36ad5747-87d6-5f71-adca-2561b020a269	1	\N	{"officer_id": "0042", "course": "refresher", "done_on": "2026-05-01", "notes": null, "deleted": false}	\N
22	fa66b497-7fc3-4a2d-a4b9-eb28b27289c5	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	attendance	06ea8dff-45c4-59a5-aa5c-6e51a5bb0f93	1	\N	{"event_id": "9e81f643-0aac-5677-95fc-58e034d0c13d", "language": "korean", "persons": 31, "deleted": false}	\N
23	e498b149-4efe-42f7-aef0-8e7cd1793ee7	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	public_words	97746b07-e85e-572a-9090-0de116a71ef6	1	\N	{"language": "korean", "message_key": "aa11", "context": "site: name of a page", "english": "Contact", "text": "문의", "state": "draft", "reviewer": null, "reviewed_on": null, "deleted": false}	\N
24	574286a3-33d3-4782-9771-183192e91dec	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	plan_text	c70fd6ec-71d2-5085-a1d9-5f63b230b4ba	1	\N	{"section": "budget", "text": "The council decides in June.", "deleted": false}	\N
25	c435b2d7-86e0-468b-b8f7-fb4d9584651b	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	way	28720317-b28c-5ce7-af7a-8d3979abfd5e	1	\N	{"way": "line", "name": "Contract line", "not_here": false, "languages": ["korean", "other_asian_pacific:Khmer"], "list_source": "contract of 2026", "list_as_of": "2026-05-01", "shifts": ["day"], "uses": [], "policy_source": null, "policy_as_of": null, "price": 0.7, "price_per": "minute", "notes": null, "deleted": false}	\N
26	a4a55723-fd30-4bce-b53e-91cfb0855286	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	year_entry	8a44c12e-8cc5-507c-80d8-4adb48b4792a	1	\N	{"year": "2025-2", "item": "complaints", "text": "3, all answered", "source": "Records office", "deleted": false}	\N
27	2114304b-2784-4028-9857-5db783b79884	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	target	0640d6d0-b066-5229-bf88-3f2bfa60faa5	1	\N	{"figure": "meetings-held", "area_id": "01", "value": 6, "by_day": "2026-05-01", "notes": null, "deleted": false}	\N
28	bf4b4b24-e50d-46ae-81e6-2238b54c02e7	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	answer	15e28b45-c99f-5e02-8b7b-5003d52e3af5	1	\N	{"concern_id": "a99dd1cd-4f28-58ae-a27c-cf1fdad60576", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}	\N
29	c3d1c689-2bda-4822-b948-f87ce51713aa	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	seat	440581f0-2a1e-57a9-b20d-aa05f75da2b9	1	\N	{"board_id": "1f90f7a9-5bf0-5bad-88ce-445fa2009223", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}	\N
30	f82581eb-41e4-4f72-bbaf-4570736f0806	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	person	35f51101-7aea-57ed-881b-037b8f4dff49	1	\N	{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}	\N
31	f40fa242-db44-4262-b923-4352d50e2aae	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	board	83f5cc4c-c713-5da8-88c7-a02525cbaf45	1	\N	{"name": "Old board", "purpose": null, "meets": null, "deleted": false}	\N
32	3786bfe6-f86a-4f1b-8e5e-b2ee65740a5c	0	2026-05-20 12:00:00+00	ada@pd.example	admin	delete	board	83f5cc4c-c713-5da8-88c7-a02525cbaf45	2	{"name": "Old board", "purpose": null, "meets": null, "deleted": false}	{"name": "Old board", "purpose": null, "meets": null, "deleted": true}	\N
33	3b36f246-9b07-4fea-8a14-13bc6be8f34f	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	partner	dfa7b45f-2ca2-54e1-813b-0fa1f230eebc	2	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
34	2339b23a-0f1c-44ae-8881-7192c9128d4c	0	2026-05-20 12:00:00+00	ada@pd.example	admin	undo	partner	dfa7b45f-2ca2-54e1-813b-0fa1f230eebc	3	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	undoes 33
\.


--
-- Data for Name: boards; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.boards (id, name, purpose, meets, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
1f90f7a9-5bf0-5bad-88ce-445fa2009223	Harbor board	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
83f5cc4c-c713-5da8-88c7-a02525cbaf45	Old board	\N	\N	2	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	t
\.


--
-- Data for Name: calendar_feeds; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.calendar_feeds (id, key_sha256, role, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
b3944d8b-fb19-56e9-bf4c-2c5cad31ab8b	abababababababababababababababababababababababababababababababab	coordinator	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: concerns; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.concerns (id, text, language, area_id, theme, owner, raised_on, due_on, event_id, public_text, confirmed_no_person, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
a99dd1cd-4f28-58ae-a27c-cf1fdad60576	5 Main Street is dark	english	\N	light	Traffic	2026-05-01	2026-06-01	\N	\N	t	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: documents; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.documents (id, title, document_class, core, pages, source_updated_on, notes, version, created_at, created_by, updated_at, updated_by, deleted, words) FROM stdin;
e3e97135-0e41-5ea0-8ad6-5070e1ca24ae	Call for help	vital	t	2	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N
\.


--
-- Data for Name: events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.events (id, title, state, date, starts_at, venue_id, venue_name, areas, languages, interpreters_used, partner_id, meeting_plan_id, site_id, cost, went_wrong, announced_on, reported_on, notes, version, created_at, created_by, updated_at, updated_by, deleted, minutes, interpreters, tasks_done) FROM stdin;
9e81f643-0aac-5677-95fc-58e034d0c13d	Meeting	held	2026-05-01	\N	\N	Hall	[]	["korean"]	[]	dfa7b45f-2ca2-54e1-813b-0fa1f230eebc	2038a018-b8f3-58cd-a01f-012d0e37a53c	\N	12.5	\N	\N	\N	\N	3	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N	\N	[]
\.


--
-- Data for Name: gis_keys; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.gis_keys (id, client, role, key_sha256, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
c49b2b1d-103d-5ad2-b672-106503bbe148	GIS desk	commander	cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: language_decisions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.language_decisions (id, spelling, decision, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
4687213a-ea19-5766-a30c-e3c6c7e37d2f	spansih	spanish	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: local_evidence; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.local_evidence (id, area_id, language, number, said, source, observed_on, version, created_at, created_by, updated_at, updated_by, deleted, kind, observed_from, confidence) FROM stdin;
c7c1ffdf-9e64-5479-9e31-81b5035270f5	01	other_asian_pacific:Khmer	12	Survey	school	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	partner report	\N	medium
\.


--
-- Data for Name: meeting_plans; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.meeting_plans (id, title, inputs, result, department_hash, software_version, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
2038a018-b8f3-58cd-a01f-012d0e37a53c	Spring	{"meetings": 2}	{"sites": []}	ab	0.1.0	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: observances; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.observances (id, name, first, last, languages, strength, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
61a448ff-ace0-52ec-8a54-d9d67214c6e3	Street fair	2026-05-01	2026-05-01	["korean"]	ask	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: partner_contacts; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.partner_contacts (id, partner_id, name, "position", phone, email, languages, confirmed_on, expires_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
dc1e486f-8770-5065-b780-d978eb252254	dfa7b45f-2ca2-54e1-813b-0fa1f230eebc	Ines	\N	\N	\N	[]	2026-05-01	2027-01-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: partners; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.partners (id, organisation, kind, languages, areas, hosts, services, notes, listed, public_name, public_phone, public_address, public_website, public_note, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
664e6da7-bc5b-5a1a-8e6d-54952dcb4c02	Nhà thờ	\N	[]	["01", "DISTRICT:Old Port"]	\N	[]	\N	t	\N	\N	\N	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
dfa7b45f-2ca2-54e1-813b-0fa1f230eebc	Welcome House	\N	["korean", "other_asian_pacific:Khmer"]	[]	\N	["legal aid"]	\N	f	\N	\N	\N	\N	\N	3	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: people; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.people (id, subject_kind, subject, role, active, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
35f51101-7aea-57ed-881b-037b8f4dff49	email	ada@pd.example	admin	t	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: plan_texts; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.plan_texts (id, section, text, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
c70fd6ec-71d2-5085-a1d9-5f63b230b4ba	budget	The council decides in June.	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: public_words; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.public_words (id, language, message_key, context, english, text, state, reviewer, reviewed_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
97746b07-e85e-572a-9090-0de116a71ef6	korean	aa11	site: name of a page	Contact	문의	draft	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: roster; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.roster (id, officer_id, unit, shift, language, language_as_found, tier, scale, level, tested_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
07a4dd65-2d2d-5f54-a3bb-9548ba8dff5d	0042	\N	\N	korean	\N	tested	\N	\N	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: scenarios; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.scenarios (id, title, steps, result, fingerprint, department_hash, software_version, made_version, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
44d70cef-027f-506d-8f87-c0a2865b9a34	Another rule	[{"what": "use-rule", "rule": "planning_default"}]	{}	62ea9fa5eaaec6ed	ab	0.1.0	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: seats; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.seats (id, board_id, language, area_id, partner_id, filled, since, until, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
440581f0-2a1e-57a9-b20d-aa05f75da2b9	1f90f7a9-5bf0-5bad-88ce-445fa2009223	korean	\N	\N	t	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: targets; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.targets (id, figure, area_id, value, by_day, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
0640d6d0-b066-5229-bf88-3f2bfa60faa5	meetings-held	01	6	2026-05-01	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: training; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.training (id, officer_id, course, done_on, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
36ad5747-87d6-5f71-adca-2561b020a269	0042	refresher	2026-05-01	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: translations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.translations (id, document_id, language, state, of_source_on, checked_by_reader, cost, notes, version, created_at, created_by, updated_at, updated_by, deleted, reviewer, copies, kept_at) FROM stdin;
9da6171b-30cf-5261-a5c8-314ccb3ec5e3	e3e97135-0e41-5ea0-8ad6-5070e1ca24ae	korean	draft	\N	f	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N	\N	\N
\.


--
-- Data for Name: venue_remarks; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.venue_remarks (id, partner_id, venue_id, said, said_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
908b7613-2c06-59e6-8368-caf24b036480	dfa7b45f-2ca2-54e1-813b-0fa1f230eebc	V1	Near the bus	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: venues; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.venues (id, venue_id, name, lon, lat, veto, host_partner_id, step_free, capacity, transit, hours, notes, version, created_at, created_by, updated_at, updated_by, deleted, child_care, police_building) FROM stdin;
81ed359b-50c1-5b8b-9883-74941b99b00e	V1	\N	-38	40	\N	dfa7b45f-2ca2-54e1-813b-0fa1f230eebc	\N	\N	\N	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	t	\N
\.


--
-- Data for Name: ways; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.ways (id, way, name, not_here, languages, list_source, list_as_of, shifts, uses, policy_source, policy_as_of, price, price_per, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
28720317-b28c-5ce7-af7a-8d3979abfd5e	line	Contract line	f	["korean", "other_asian_pacific:Khmer"]	contract of 2026	2026-05-01	["day"]	[]	\N	\N	0.7	minute	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: year_entries; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.year_entries (id, year, item, text, source, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
8a44c12e-8cc5-507c-80d8-4adb48b4792a	2025-2	complaints	3, all answered	Records office	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Name: audit_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_number_seq', 34, true);


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
-- Name: gis_keys pk_gis_keys; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gis_keys
    ADD CONSTRAINT pk_gis_keys PRIMARY KEY (id);


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
-- Name: plan_texts pk_plan_texts; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plan_texts
    ADD CONSTRAINT pk_plan_texts PRIMARY KEY (id);


--
-- Name: public_words pk_public_words; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.public_words
    ADD CONSTRAINT pk_public_words PRIMARY KEY (id);


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
-- Name: targets pk_targets; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.targets
    ADD CONSTRAINT pk_targets PRIMARY KEY (id);


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
-- Name: ways pk_ways; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ways
    ADD CONSTRAINT pk_ways PRIMARY KEY (id);


--
-- Name: year_entries pk_year_entries; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.year_entries
    ADD CONSTRAINT pk_year_entries PRIMARY KEY (id);


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
-- Name: ux_gis_keys_key_sha256; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_gis_keys_key_sha256 ON public.gis_keys USING btree (key_sha256) WHERE (deleted IS FALSE);


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
-- Name: ux_plan_texts_section; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_plan_texts_section ON public.plan_texts USING btree (section) WHERE (deleted IS FALSE);


--
-- Name: ux_public_words_language_message_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_public_words_language_message_key ON public.public_words USING btree (language, message_key) WHERE (deleted IS FALSE);


--
-- Name: ux_roster_officer_id_language; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_roster_officer_id_language ON public.roster USING btree (officer_id, language) WHERE (deleted IS FALSE);


--
-- Name: ux_targets_figure_area_id_by_day; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_targets_figure_area_id_by_day ON public.targets USING btree (figure, area_id, by_day) WHERE (deleted IS FALSE);


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
-- Name: ux_ways_way_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_ways_way_name ON public.ways USING btree (way, name) WHERE (deleted IS FALSE);


--
-- Name: ux_year_entries_year_item; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_year_entries_year_item ON public.year_entries USING btree (year, item) WHERE (deleted IS FALSE);


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

\unrestrict Mj4laRlh0Pq8NQUR3iemq6g7Aph11AqZXQTklmx3PQa9t0IQ5y8PdzEF3jGXq8K

