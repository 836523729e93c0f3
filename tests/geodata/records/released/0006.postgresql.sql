--
-- PostgreSQL database dump
--

\restrict yZpCTbPlMI8ajVIvFHq8q1aaKlVHmbr45drbflMCt2Urosm7PcdMQKU3Mrcw8UK

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
0006
\.


--
-- Data for Name: answers; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.answers (id, concern_id, text, answered_on, told_on, told_how, confirmed_no_person, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
3068c4b5-307c-5132-947f-f314d35f5cfb	e0951cea-37a1-50e6-b533-282eacd30c9c	A lamp was ordered	2026-05-01	\N	\N	f	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: attendance; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.attendance (id, event_id, language, persons, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
aa34db5d-0caa-5bb0-b59e-5819569bfb18	31140dec-1025-520f-892e-48f16d571f77	korean	31	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.audit (number, batch, step, at, who, role, action, kind, record_id, version, old, new, note) FROM stdin;
1	31f18891-c9ef-4fe0-b434-b83f3f7e4820	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner	b54c3b9f-9efa-5946-b925-65f96cde4336	1	\N	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
2	d5e375f6-6f45-435f-9fcd-47e23be198be	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner	555c7a57-2f7c-579f-8fae-48791e3dd6a7	1	\N	{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
3	cca292dd-52a1-407d-99d4-049129e8f64b	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	document	01eecf8f-a6a2-548b-ade4-c71aeb073652	1	\N	{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "words": null, "source_updated_on": null, "notes": null, "deleted": false}	\N
4	97c08ec4-5819-4a24-b0a4-364ed73cd2fa	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	meeting_plan	d04ec6be-c495-5051-8232-6458f7c8415b	1	\N	{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}	\N
5	7d879940-716c-4434-8810-1908c12cd41f	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	event	31140dec-1025-520f-892e-48f16d571f77	1	\N	{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "b54c3b9f-9efa-5946-b925-65f96cde4336", "meeting_plan_id": "d04ec6be-c495-5051-8232-6458f7c8415b", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	\N
6	4d690c1c-3d02-423d-98b1-48dbe05da990	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	event	31140dec-1025-520f-892e-48f16d571f77	2	{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "b54c3b9f-9efa-5946-b925-65f96cde4336", "meeting_plan_id": "d04ec6be-c495-5051-8232-6458f7c8415b", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "b54c3b9f-9efa-5946-b925-65f96cde4336", "meeting_plan_id": "d04ec6be-c495-5051-8232-6458f7c8415b", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	\N
7	fd6c42fb-cab6-4642-982b-3511e9a3ce6a	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	event	31140dec-1025-520f-892e-48f16d571f77	3	{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "b54c3b9f-9efa-5946-b925-65f96cde4336", "meeting_plan_id": "d04ec6be-c495-5051-8232-6458f7c8415b", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "b54c3b9f-9efa-5946-b925-65f96cde4336", "meeting_plan_id": "d04ec6be-c495-5051-8232-6458f7c8415b", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "minutes": null, "interpreters": null, "tasks_done": [], "deleted": false}	\N
8	ccafa0de-14d3-4092-bdb5-0f13d4ccfd07	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	board	5f8567ce-615c-5e94-bd66-3e14d06c799c	1	\N	{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}	\N
9	0143ed7d-f53a-46ce-be9c-f45179d60383	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	concern	e0951cea-37a1-50e6-b533-282eacd30c9c	1	\N	{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}	\N
10	f5b9b03d-24df-4bf2-94b7-d5c4257ac743	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	venue	2d8547d7-38a7-555a-b42f-580d5691950b	1	\N	{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "b54c3b9f-9efa-5946-b925-65f96cde4336", "step_free": null, "child_care": true, "police_building": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}	\N
11	8b9fba94-701b-4df7-8503-c0d68840814e	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	calendar_feed	637e30a2-372e-51e3-981e-6d5521672f52	1	\N	{"key_sha256": "abababababababababababababababababababababababababababababababab", "role": "coordinator", "deleted": false}	\N
12	4f517027-8751-4c30-a6f8-8cef6cc5d01b	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	observance	0591ef7b-61ed-545c-8c31-052a3bc29141	1	\N	{"name": "Street fair", "first": "2026-05-01", "last": "2026-05-01", "languages": ["korean"], "strength": "ask", "deleted": false}	\N
13	2176a0ac-d46c-4378-8c7b-4ef4d40c0b2b	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	venue_remark	26b2fbaa-2f8c-51b0-ba13-a1866b5dd13d	1	\N	{"partner_id": "b54c3b9f-9efa-5946-b925-65f96cde4336", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}	\N
14	299aad33-2d2d-4087-8958-10a5a0535ccd	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner_contact	e75aee7a-7835-5af1-9999-d7306c7e3a59	1	\N	{"partner_id": "b54c3b9f-9efa-5946-b925-65f96cde4336", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}	\N
15	12267635-f59f-4705-8c34-92a32ef80353	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	translation	68a08270-de29-5059-9770-cc0d52b2b253	1	\N	{"document_id": "01eecf8f-a6a2-548b-ade4-c71aeb073652", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "reviewer": null, "cost": null, "copies": null, "kept_at": null, "notes": null, "deleted": false}	\N
16	707bcb20-c42f-4823-88b1-20975613e0ee	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	local_evidence	187a4af5-ca45-5671-9ba6-d0658549f970	1	\N	{"area_id": "01", "language": "other_asian_pacific:Khmer", "kind": "partner report", "number": 12, "observed_from": null, "observed_on": "2026-05-01", "source": "school", "confidence": "medium", "said": "Survey", "deleted": false}	\N
17	70f16263-aac8-464e-bd59-b6d7e83cc183	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	roster	316abfa4-e16f-5e05-ba60-a6a061d06507	1	\N	{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}	\N
18	84cd653a-abd4-4de8-848b-1f94533b3a14	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	language_decision	df652b77-3a61-5257-8723-3bfb01bc0272	1	\N	{"spelling": "spansih", "decision": "spanish", "deleted": false}	\N
19	edbba80a-5dc6-4551-882f-b8660eadc4fe	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	training	126a0631-3061-5b75-8d01-445bb4868685	1	\N	{"officer_id": "0042", "course": "refresher", "done_on": "2026-05-01", "notes": null, "deleted": false}	\N
20	93d96b0b-b63b-42ff-abac-1588a46dc333	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	attendance	aa34db5d-0caa-5bb0-b59e-5819569bfb18	1	\N	{"event_id": "31140dec-1025-520f-892e-48f16d571f77", "language": "korean", "persons": 31, "deleted": false}	\N
21	e1202e71-e176-4e3f-99cb-3f23072f6027	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	answer	3068c4b5-307c-5132-947f-f314d35f5cfb	1	\N	{"concern_id": "e0951cea-37a1-50e6-b533-282eacd30c9c", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}	\N
22	84af517e-b3ab-4956-b721-1a93bf5120ca	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	seat	b65f5525-b49d-5c4b-8681-45bb80d66194	1	\N	{"board_id": "5f8567ce-615c-5e94-bd66-3e14d06c799c", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}	\N
23	9c7ee90c-a428-4177-8011-c683fbff4178	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	person	c7c5ed76-9400-5992-a0ae-ff59f38cd4d6	1	\N	{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}	\N
24	4add35ac-8b52-4ed2-b46f-c7807ee2a416	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	board	d1aca962-c73b-5b16-a0ea-412e7a310961	1	\N	{"name": "Old board", "purpose": null, "meets": null, "deleted": false}	\N
25	400aaedf-0265-4c35-8cc3-f9736f8ed392	0	2026-05-20 12:00:00+00	ada@pd.example	admin	delete	board	d1aca962-c73b-5b16-a0ea-412e7a310961	2	{"name": "Old board", "purpose": null, "meets": null, "deleted": false}	{"name": "Old board", "purpose": null, "meets": null, "deleted": true}	\N
26	5be31df1-05f5-43ec-a246-5687a27ec711	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	partner	b54c3b9f-9efa-5946-b925-65f96cde4336	2	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
27	4fa6c5dd-373d-402e-85ed-5cc887e81722	0	2026-05-20 12:00:00+00	ada@pd.example	admin	undo	partner	b54c3b9f-9efa-5946-b925-65f96cde4336	3	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	undoes 26
\.


--
-- Data for Name: boards; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.boards (id, name, purpose, meets, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
5f8567ce-615c-5e94-bd66-3e14d06c799c	Harbor board	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
d1aca962-c73b-5b16-a0ea-412e7a310961	Old board	\N	\N	2	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	t
\.


--
-- Data for Name: calendar_feeds; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.calendar_feeds (id, key_sha256, role, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
637e30a2-372e-51e3-981e-6d5521672f52	abababababababababababababababababababababababababababababababab	coordinator	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: concerns; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.concerns (id, text, language, area_id, theme, owner, raised_on, due_on, event_id, public_text, confirmed_no_person, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
e0951cea-37a1-50e6-b533-282eacd30c9c	5 Main Street is dark	english	\N	light	Traffic	2026-05-01	2026-06-01	\N	\N	t	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: documents; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.documents (id, title, document_class, core, pages, source_updated_on, notes, version, created_at, created_by, updated_at, updated_by, deleted, words) FROM stdin;
01eecf8f-a6a2-548b-ade4-c71aeb073652	Call for help	vital	t	2	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N
\.


--
-- Data for Name: events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.events (id, title, state, date, starts_at, venue_id, venue_name, areas, languages, interpreters_used, partner_id, meeting_plan_id, site_id, cost, went_wrong, announced_on, reported_on, notes, version, created_at, created_by, updated_at, updated_by, deleted, minutes, interpreters, tasks_done) FROM stdin;
31140dec-1025-520f-892e-48f16d571f77	Meeting	held	2026-05-01	\N	\N	Hall	[]	["korean"]	[]	b54c3b9f-9efa-5946-b925-65f96cde4336	d04ec6be-c495-5051-8232-6458f7c8415b	\N	12.5	\N	\N	\N	\N	3	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N	\N	[]
\.


--
-- Data for Name: language_decisions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.language_decisions (id, spelling, decision, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
df652b77-3a61-5257-8723-3bfb01bc0272	spansih	spanish	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: local_evidence; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.local_evidence (id, area_id, language, number, said, source, observed_on, version, created_at, created_by, updated_at, updated_by, deleted, kind, observed_from, confidence) FROM stdin;
187a4af5-ca45-5671-9ba6-d0658549f970	01	other_asian_pacific:Khmer	12	Survey	school	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	partner report	\N	medium
\.


--
-- Data for Name: meeting_plans; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.meeting_plans (id, title, inputs, result, department_hash, software_version, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
d04ec6be-c495-5051-8232-6458f7c8415b	Spring	{"meetings": 2}	{"sites": []}	ab	0.1.0	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: observances; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.observances (id, name, first, last, languages, strength, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
0591ef7b-61ed-545c-8c31-052a3bc29141	Street fair	2026-05-01	2026-05-01	["korean"]	ask	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: partner_contacts; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.partner_contacts (id, partner_id, name, "position", phone, email, languages, confirmed_on, expires_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
e75aee7a-7835-5af1-9999-d7306c7e3a59	b54c3b9f-9efa-5946-b925-65f96cde4336	Ines	\N	\N	\N	[]	2026-05-01	2027-01-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: partners; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.partners (id, organisation, kind, languages, areas, hosts, services, notes, listed, public_name, public_phone, public_address, public_website, public_note, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
555c7a57-2f7c-579f-8fae-48791e3dd6a7	Nhà thờ	\N	[]	["01", "DISTRICT:Old Port"]	\N	[]	\N	t	\N	\N	\N	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
b54c3b9f-9efa-5946-b925-65f96cde4336	Welcome House	\N	["korean", "other_asian_pacific:Khmer"]	[]	\N	["legal aid"]	\N	f	\N	\N	\N	\N	\N	3	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: people; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.people (id, subject_kind, subject, role, active, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
c7c5ed76-9400-5992-a0ae-ff59f38cd4d6	email	ada@pd.example	admin	t	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: roster; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.roster (id, officer_id, unit, shift, language, language_as_found, tier, scale, level, tested_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
316abfa4-e16f-5e05-ba60-a6a061d06507	0042	\N	\N	korean	\N	tested	\N	\N	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: seats; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.seats (id, board_id, language, area_id, partner_id, filled, since, until, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
b65f5525-b49d-5c4b-8681-45bb80d66194	5f8567ce-615c-5e94-bd66-3e14d06c799c	korean	\N	\N	t	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: training; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.training (id, officer_id, course, done_on, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
126a0631-3061-5b75-8d01-445bb4868685	0042	refresher	2026-05-01	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: translations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.translations (id, document_id, language, state, of_source_on, checked_by_reader, cost, notes, version, created_at, created_by, updated_at, updated_by, deleted, reviewer, copies, kept_at) FROM stdin;
68a08270-de29-5059-9770-cc0d52b2b253	01eecf8f-a6a2-548b-ade4-c71aeb073652	korean	draft	\N	f	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N	\N	\N
\.


--
-- Data for Name: venue_remarks; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.venue_remarks (id, partner_id, venue_id, said, said_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
26b2fbaa-2f8c-51b0-ba13-a1866b5dd13d	b54c3b9f-9efa-5946-b925-65f96cde4336	V1	Near the bus	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: venues; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.venues (id, venue_id, name, lon, lat, veto, host_partner_id, step_free, capacity, transit, hours, notes, version, created_at, created_by, updated_at, updated_by, deleted, child_care, police_building) FROM stdin;
2d8547d7-38a7-555a-b42f-580d5691950b	V1	\N	-38	40	\N	b54c3b9f-9efa-5946-b925-65f96cde4336	\N	\N	\N	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	t	\N
\.


--
-- Name: audit_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_number_seq', 27, true);


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

\unrestrict yZpCTbPlMI8ajVIvFHq8q1aaKlVHmbr45drbflMCt2Urosm7PcdMQKU3Mrcw8UK

