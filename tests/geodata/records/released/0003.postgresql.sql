--
-- PostgreSQL database dump
--

\restrict 6wo5izgQ2l7MpmtKP2IbPSmBWpUcbvbQ0RKo6agIfmSLiXdWV4qYMYT7THqJD7Q

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
0003
\.


--
-- Data for Name: answers; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.answers (id, concern_id, text, answered_on, told_on, told_how, confirmed_no_person, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
b967f329-57da-55e2-8782-a7437d38095f	90e676bb-6f07-5e72-b0a2-a364c2a511e1	A lamp was ordered	2026-05-01	\N	\N	f	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: attendance; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.attendance (id, event_id, language, persons, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
2fd72940-a52d-50fa-9bde-d6525821dc22	70c063c7-ded4-570d-a2e9-dd8d57a030ab	korean	31	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.audit (number, batch, step, at, who, role, action, kind, record_id, version, old, new, note) FROM stdin;
1	4e70dfd6-0250-4f9e-af99-e0a4270ec0d5	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner	ce995a2d-7e8f-5d34-a867-c22d4dc77007	1	\N	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
2	e82a0ddc-5124-440f-989a-033278c751a3	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner	fd9895cb-2a45-5b95-8aa8-d5a570083b5c	1	\N	{"organisation": "Nhà thờ", "kind": null, "languages": [], "areas": ["01", "DISTRICT:Old Port"], "hosts": null, "services": [], "notes": null, "listed": true, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
3	8f9bf2dc-a86e-44e4-addf-acb6996214ee	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	document	27c56e23-4077-50d4-9375-e02ad69c7296	1	\N	{"title": "Call for help", "document_class": "vital", "core": true, "pages": 2, "words": null, "source_updated_on": null, "notes": null, "deleted": false}	\N
4	12e61f45-07c3-4a32-a70f-1cc3d94de177	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	meeting_plan	b3ac89dc-9ff6-56fc-b743-9b498824eb4b	1	\N	{"title": "Spring", "inputs": {"meetings": 2}, "result": {"sites": []}, "department_hash": "ab", "software_version": "0.1.0", "notes": null, "deleted": false}	\N
5	e657ad2c-c4a8-4012-9dc4-61bdc5e461a3	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	event	70c063c7-ded4-570d-a2e9-dd8d57a030ab	1	\N	{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "ce995a2d-7e8f-5d34-a867-c22d4dc77007", "meeting_plan_id": "b3ac89dc-9ff6-56fc-b743-9b498824eb4b", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}	\N
6	2aaa6a62-e50b-46b9-bde6-eac1c1130800	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	event	70c063c7-ded4-570d-a2e9-dd8d57a030ab	2	{"title": "Meeting", "state": "planned", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "ce995a2d-7e8f-5d34-a867-c22d4dc77007", "meeting_plan_id": "b3ac89dc-9ff6-56fc-b743-9b498824eb4b", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}	{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "ce995a2d-7e8f-5d34-a867-c22d4dc77007", "meeting_plan_id": "b3ac89dc-9ff6-56fc-b743-9b498824eb4b", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}	\N
7	785d4ab6-7821-407c-be8d-fd20557b2e41	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	event	70c063c7-ded4-570d-a2e9-dd8d57a030ab	3	{"title": "Meeting", "state": "announced", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "ce995a2d-7e8f-5d34-a867-c22d4dc77007", "meeting_plan_id": "b3ac89dc-9ff6-56fc-b743-9b498824eb4b", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}	{"title": "Meeting", "state": "held", "date": "2026-05-01", "starts_at": null, "venue_id": null, "venue_name": "Hall", "areas": [], "languages": ["korean"], "interpreters_used": [], "partner_id": "ce995a2d-7e8f-5d34-a867-c22d4dc77007", "meeting_plan_id": "b3ac89dc-9ff6-56fc-b743-9b498824eb4b", "site_id": null, "cost": 12.5, "went_wrong": null, "announced_on": null, "reported_on": null, "notes": null, "deleted": false}	\N
8	ae379efd-aae1-4c35-9d92-9346f9e7b91c	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	board	9ca7910b-6f06-5a5f-b924-f6094b58f0ce	1	\N	{"name": "Harbor board", "purpose": null, "meets": null, "deleted": false}	\N
9	10b6e81e-16ff-4888-908a-c2463b94cba9	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	concern	90e676bb-6f07-5e72-b0a2-a364c2a511e1	1	\N	{"text": "5 Main Street is dark", "language": "english", "area_id": null, "theme": "light", "owner": "Traffic", "raised_on": "2026-05-01", "due_on": "2026-06-01", "event_id": null, "public_text": null, "confirmed_no_person": true, "deleted": false}	\N
10	ec9bad00-0e3c-403f-839d-da06d2030e4b	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	venue	c242d5f6-61c1-5913-af17-b676e52d0be3	1	\N	{"venue_id": "V1", "name": null, "lon": -38.0, "lat": 40.0, "veto": null, "host_partner_id": "ce995a2d-7e8f-5d34-a867-c22d4dc77007", "step_free": null, "capacity": null, "transit": null, "hours": null, "notes": null, "deleted": false}	\N
11	a540a496-c9c1-4568-a859-a737de6973ca	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	venue_remark	162cdd7d-3672-5f17-a8a8-983048622c33	1	\N	{"partner_id": "ce995a2d-7e8f-5d34-a867-c22d4dc77007", "venue_id": "V1", "said": "Near the bus", "said_on": "2026-05-01", "deleted": false}	\N
12	a1ad140f-d5e7-4703-9a1d-beb1a00f4f69	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	partner_contact	a122d924-6206-5d50-9125-401b2bfb9f6f	1	\N	{"partner_id": "ce995a2d-7e8f-5d34-a867-c22d4dc77007", "name": "Ines", "position": null, "phone": null, "email": null, "languages": [], "confirmed_on": "2026-05-01", "expires_on": "2027-01-01", "deleted": false}	\N
13	d532cf18-30bc-4b06-8f33-a09d665c7473	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	translation	8fe19946-653f-53ad-81ed-75f2efececb6	1	\N	{"document_id": "27c56e23-4077-50d4-9375-e02ad69c7296", "language": "korean", "state": "draft", "of_source_on": null, "checked_by_reader": false, "reviewer": null, "cost": null, "copies": null, "kept_at": null, "notes": null, "deleted": false}	\N
14	d6fddabb-af80-4201-b16d-d5c8183914a4	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	local_evidence	fec67bee-fb5c-5bc9-bf7a-faad14bbed38	1	\N	{"area_id": "01", "language": "other_asian_pacific:Khmer", "kind": "partner report", "number": 12, "observed_from": null, "observed_on": "2026-05-01", "source": "school", "confidence": "medium", "said": "Survey", "deleted": false}	\N
15	556402df-6ef7-48c8-8817-d6e3977d49a0	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	roster	30eae527-7686-51f8-ad92-c0a7e4d048dd	1	\N	{"officer_id": "0042", "unit": null, "shift": null, "language": "korean", "language_as_found": null, "tier": "tested", "scale": null, "level": null, "tested_on": "2026-05-01", "deleted": false}	\N
16	4bf57ec8-2ff1-4adc-8bd1-bbcf34f3659c	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	language_decision	6f764c73-354d-5198-be29-4f85753392e4	1	\N	{"spelling": "spansih", "decision": "spanish", "deleted": false}	\N
17	8dcf259b-27ca-47e4-81c7-d1a6eb9d4a91	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	training	15cb69dc-a9cd-5e27-9bcf-010fad266ec7	1	\N	{"officer_id": "0042", "course": "refresher", "done_on": "2026-05-01", "notes": null, "deleted": false}	\N
18	77556f2c-2d7f-46db-8e6b-01b739232c23	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	attendance	2fd72940-a52d-50fa-9bde-d6525821dc22	1	\N	{"event_id": "70c063c7-ded4-570d-a2e9-dd8d57a030ab", "language": "korean", "persons": 31, "deleted": false}	\N
19	cd48be9e-6665-45a8-9546-71f3012cdb12	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	answer	b967f329-57da-55e2-8782-a7437d38095f	1	\N	{"concern_id": "90e676bb-6f07-5e72-b0a2-a364c2a511e1", "text": "A lamp was ordered", "answered_on": "2026-05-01", "told_on": null, "told_how": null, "confirmed_no_person": false, "deleted": false}	\N
20	8e067f1b-08c1-4760-88ce-53cf5616685f	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	seat	3a44c96b-7926-5955-a103-b223b44bafa0	1	\N	{"board_id": "9ca7910b-6f06-5a5f-b924-f6094b58f0ce", "language": "korean", "area_id": null, "partner_id": null, "filled": true, "since": null, "until": null, "deleted": false}	\N
21	d3c7abc0-b09f-471a-85e4-a63a503f69d5	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	person	6f0490fb-2bb9-5d79-aff6-67ea8f671a1c	1	\N	{"subject_kind": "email", "subject": "ada@pd.example", "role": "admin", "active": true, "deleted": false}	\N
22	a886ee1a-3a2f-4854-861c-b969d4fc9817	0	2026-05-20 12:00:00+00	ada@pd.example	admin	add	board	7e250cb3-5646-5861-8222-fc527eb946f9	1	\N	{"name": "Old board", "purpose": null, "meets": null, "deleted": false}	\N
23	e66ffbf6-56d7-490a-8bb1-947b51b4a237	0	2026-05-20 12:00:00+00	ada@pd.example	admin	delete	board	7e250cb3-5646-5861-8222-fc527eb946f9	2	{"name": "Old board", "purpose": null, "meets": null, "deleted": false}	{"name": "Old board", "purpose": null, "meets": null, "deleted": true}	\N
24	c38ba5db-3050-4862-ab1e-02f70aa54b61	0	2026-05-20 12:00:00+00	ada@pd.example	admin	change	partner	ce995a2d-7e8f-5d34-a867-c22d4dc77007	2	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	\N
25	5543e122-bcf1-4665-9e8e-0837b88ea17d	0	2026-05-20 12:00:00+00	ada@pd.example	admin	undo	partner	ce995a2d-7e8f-5d34-a867-c22d4dc77007	3	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": "Hall", "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	{"organisation": "Welcome House", "kind": null, "languages": ["korean", "other_asian_pacific:Khmer"], "areas": [], "hosts": null, "services": ["legal aid"], "notes": null, "listed": false, "public_name": null, "public_phone": null, "public_address": null, "public_website": null, "public_note": null, "deleted": false}	undoes 24
\.


--
-- Data for Name: boards; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.boards (id, name, purpose, meets, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
9ca7910b-6f06-5a5f-b924-f6094b58f0ce	Harbor board	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
7e250cb3-5646-5861-8222-fc527eb946f9	Old board	\N	\N	2	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	t
\.


--
-- Data for Name: concerns; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.concerns (id, text, language, area_id, theme, owner, raised_on, due_on, event_id, public_text, confirmed_no_person, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
90e676bb-6f07-5e72-b0a2-a364c2a511e1	5 Main Street is dark	english	\N	light	Traffic	2026-05-01	2026-06-01	\N	\N	t	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: documents; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.documents (id, title, document_class, core, pages, source_updated_on, notes, version, created_at, created_by, updated_at, updated_by, deleted, words) FROM stdin;
27c56e23-4077-50d4-9375-e02ad69c7296	Call for help	vital	t	2	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N
\.


--
-- Data for Name: events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.events (id, title, state, date, starts_at, venue_id, venue_name, areas, languages, interpreters_used, partner_id, meeting_plan_id, site_id, cost, went_wrong, announced_on, reported_on, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
70c063c7-ded4-570d-a2e9-dd8d57a030ab	Meeting	held	2026-05-01	\N	\N	Hall	[]	["korean"]	[]	ce995a2d-7e8f-5d34-a867-c22d4dc77007	b3ac89dc-9ff6-56fc-b743-9b498824eb4b	\N	12.5	\N	\N	\N	\N	3	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: language_decisions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.language_decisions (id, spelling, decision, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
6f764c73-354d-5198-be29-4f85753392e4	spansih	spanish	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: local_evidence; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.local_evidence (id, area_id, language, number, said, source, observed_on, version, created_at, created_by, updated_at, updated_by, deleted, kind, observed_from, confidence) FROM stdin;
fec67bee-fb5c-5bc9-bf7a-faad14bbed38	01	other_asian_pacific:Khmer	12	Survey	school	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	partner report	\N	medium
\.


--
-- Data for Name: meeting_plans; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.meeting_plans (id, title, inputs, result, department_hash, software_version, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
b3ac89dc-9ff6-56fc-b743-9b498824eb4b	Spring	{"meetings": 2}	{"sites": []}	ab	0.1.0	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: partner_contacts; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.partner_contacts (id, partner_id, name, "position", phone, email, languages, confirmed_on, expires_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
a122d924-6206-5d50-9125-401b2bfb9f6f	ce995a2d-7e8f-5d34-a867-c22d4dc77007	Ines	\N	\N	\N	[]	2026-05-01	2027-01-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: partners; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.partners (id, organisation, kind, languages, areas, hosts, services, notes, listed, public_name, public_phone, public_address, public_website, public_note, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
fd9895cb-2a45-5b95-8aa8-d5a570083b5c	Nhà thờ	\N	[]	["01", "DISTRICT:Old Port"]	\N	[]	\N	t	\N	\N	\N	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
ce995a2d-7e8f-5d34-a867-c22d4dc77007	Welcome House	\N	["korean", "other_asian_pacific:Khmer"]	[]	\N	["legal aid"]	\N	f	\N	\N	\N	\N	\N	3	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: people; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.people (id, subject_kind, subject, role, active, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
6f0490fb-2bb9-5d79-aff6-67ea8f671a1c	email	ada@pd.example	admin	t	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: roster; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.roster (id, officer_id, unit, shift, language, language_as_found, tier, scale, level, tested_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
30eae527-7686-51f8-ad92-c0a7e4d048dd	0042	\N	\N	korean	\N	tested	\N	\N	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: seats; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.seats (id, board_id, language, area_id, partner_id, filled, since, until, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
3a44c96b-7926-5955-a103-b223b44bafa0	9ca7910b-6f06-5a5f-b924-f6094b58f0ce	korean	\N	\N	t	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: training; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.training (id, officer_id, course, done_on, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
15cb69dc-a9cd-5e27-9bcf-010fad266ec7	0042	refresher	2026-05-01	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: translations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.translations (id, document_id, language, state, of_source_on, checked_by_reader, cost, notes, version, created_at, created_by, updated_at, updated_by, deleted, reviewer, copies, kept_at) FROM stdin;
8fe19946-653f-53ad-81ed-75f2efececb6	27c56e23-4077-50d4-9375-e02ad69c7296	korean	draft	\N	f	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f	\N	\N	\N
\.


--
-- Data for Name: venue_remarks; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.venue_remarks (id, partner_id, venue_id, said, said_on, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
162cdd7d-3672-5f17-a8a8-983048622c33	ce995a2d-7e8f-5d34-a867-c22d4dc77007	V1	Near the bus	2026-05-01	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Data for Name: venues; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.venues (id, venue_id, name, lon, lat, veto, host_partner_id, step_free, capacity, transit, hours, notes, version, created_at, created_by, updated_at, updated_by, deleted) FROM stdin;
c242d5f6-61c1-5913-af17-b676e52d0be3	V1	\N	-38	40	\N	ce995a2d-7e8f-5d34-a867-c22d4dc77007	\N	\N	\N	\N	\N	1	2026-05-20 12:00:00+00	ada@pd.example	2026-05-20 12:00:00+00	ada@pd.example	f
\.


--
-- Name: audit_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_number_seq', 25, true);


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
-- Name: ux_documents_title; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_documents_title ON public.documents USING btree (title) WHERE (deleted IS FALSE);


--
-- Name: ux_language_decisions_spelling; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ux_language_decisions_spelling ON public.language_decisions USING btree (spelling) WHERE (deleted IS FALSE);


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

\unrestrict 6wo5izgQ2l7MpmtKP2IbPSmBWpUcbvbQ0RKo6agIfmSLiXdWV4qYMYT7THqJD7Q

