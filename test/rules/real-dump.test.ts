import { expect, test } from 'vitest';
import { checkText } from '../../server/src/lint/check-text';
import { RULES } from '../../server/src/rules/registry.generated';
import { postgres } from '../catalog/apply';
import { testParser } from '../support/parser';

/** A good schema as pg_dump writes it: each thing that rules look at is there, done well, and spelled as a dump spells it. */
const DUMP = `
SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET row_security = off;

CREATE SCHEMA extensions;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA extensions;
COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE TYPE public.room_state AS ENUM (
    'free',
    'taken',
    'closed',
    'cleaned'
);

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;

CREATE FUNCTION public.is_host(host bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT host > 0 $$;

SET default_tablespace = '';
SET default_table_access_method = heap;

CREATE TABLE public.tenants (
    id bigint NOT NULL,
    label text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT tenants_label_check CHECK ((char_length(label) <= 200))
);
COMMENT ON TABLE public.tenants IS 'Those who rent.';

ALTER TABLE public.tenants ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.tenants_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rooms (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    code character varying(20) NOT NULL,
    state public.room_state DEFAULT 'free'::public.room_state NOT NULL,
    price numeric(12,2) NOT NULL,
    size_bytes bigint DEFAULT 0 NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_quiet boolean DEFAULT false NOT NULL,
    floor_area numeric(12,2) GENERATED ALWAYS AS ((price * (2)::numeric)) STORED,
    deleted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT rooms_price_check CHECK ((price >= (0)::numeric))
);
COMMENT ON TABLE public.rooms IS 'What is rented.';

ALTER TABLE public.rooms ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.rooms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.stays (
    id bigint NOT NULL,
    tenant_id bigint NOT NULL,
    room_id bigint NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    seen_from inet,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stays_period_check CHECK ((ends_at > starts_at)),
    CONSTRAINT stays_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'void'::text])))
);
COMMENT ON TABLE public.stays IS 'Who was where.';
COMMENT ON COLUMN public.stays.seen_from IS 'PII: IP address. Retention: 30 days. Erasure: set null.';

ALTER TABLE public.stays ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.stays_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.visits (
    tenant_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    number bigint NOT NULL,
    path text NOT NULL
)
PARTITION BY RANGE (at);
COMMENT ON TABLE public.visits IS 'Pages that were read.';

CREATE TABLE public.visits_2026_01 (
    tenant_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    number bigint NOT NULL,
    path text NOT NULL
);

CREATE TABLE public.stay_rooms (
    stay_id bigint NOT NULL,
    room_id bigint NOT NULL
);
COMMENT ON TABLE public.stay_rooms IS 'More rooms of a stay.';

CREATE VIEW public.open_stays WITH (security_invoker='true') AS
 SELECT id,
    tenant_id,
    room_id
   FROM public.stays
  WHERE (status = 'open'::text);

CREATE TABLE public.schema_migrations (
    version character varying NOT NULL
);

ALTER TABLE ONLY public.visits ATTACH PARTITION public.visits_2026_01 FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00');

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.stay_rooms
    ADD CONSTRAINT stay_rooms_pkey PRIMARY KEY (stay_id, room_id);
ALTER TABLE ONLY public.stays
    ADD CONSTRAINT stays_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits
    ADD CONSTRAINT visits_pkey PRIMARY KEY (at, number);
ALTER TABLE ONLY public.visits_2026_01
    ADD CONSTRAINT visits_2026_01_pkey PRIMARY KEY (at, number);

CREATE UNIQUE INDEX rooms_tenant_id_code_idx ON public.rooms USING btree (tenant_id, code) WHERE (deleted_at IS NULL);
CREATE INDEX rooms_label_trgm_idx ON public.rooms USING gin (code extensions.gin_trgm_ops);
CREATE INDEX rooms_settings_idx ON public.rooms USING gin (settings);
CREATE INDEX stay_rooms_room_id_idx ON public.stay_rooms USING btree (room_id);
CREATE INDEX stays_room_id_starts_at_idx ON public.stays USING btree (room_id, starts_at DESC);
CREATE INDEX stays_tenant_id_idx ON public.stays USING btree (tenant_id);
CREATE INDEX visits_tenant_id_idx ON ONLY public.visits USING btree (tenant_id);
CREATE INDEX visits_2026_01_tenant_id_idx ON public.visits_2026_01 USING btree (tenant_id);
CREATE INDEX rooms_tenant_id_idx ON public.rooms USING btree (tenant_id);

ALTER INDEX public.visits_pkey ATTACH PARTITION public.visits_2026_01_pkey;
ALTER INDEX public.visits_tenant_id_idx ATTACH PARTITION public.visits_2026_01_tenant_id_idx;

CREATE TRIGGER touch BEFORE UPDATE ON public.rooms FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE TRIGGER touch BEFORE UPDATE ON public.stays FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE TRIGGER touch BEFORE UPDATE ON public.tenants FOR EACH ROW EXECUTE FUNCTION public.touch();

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stay_rooms
    ADD CONSTRAINT stay_rooms_room_id_fkey FOREIGN KEY (room_id) REFERENCES public.rooms(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.stay_rooms
    ADD CONSTRAINT stay_rooms_stay_id_fkey FOREIGN KEY (stay_id) REFERENCES public.stays(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.stays
    ADD CONSTRAINT stays_room_id_fkey FOREIGN KEY (room_id) REFERENCES public.rooms(id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.stays
    ADD CONSTRAINT stays_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE RESTRICT;
ALTER TABLE public.visits
    ADD CONSTRAINT visits_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE RESTRICT;

ALTER TABLE public.rooms ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.rooms USING ((tenant_id = ( SELECT (current_setting('app.tenant_id'::text))::bigint AS current_setting)));
ALTER TABLE public.stays ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.stays USING ((tenant_id = ( SELECT (current_setting('app.tenant_id'::text))::bigint AS current_setting)));
ALTER TABLE public.visits ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.visits USING ((tenant_id = ( SELECT (current_setting('app.tenant_id'::text))::bigint AS current_setting)));
`;

test('a good schema as pg_dump writes it is silent, whatever rule is on', async () => {
  const parser = await testParser();
  const rules = RULES.filter(({ needs }) => needs !== 'document' && needs !== 'migration');
  expect(rules.length).toBeGreaterThan(150);
  const found = checkText(rules, DUMP, { parser });
  expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});

test('and PostgreSQL takes it', async () => {
  const db = await postgres();
  await db.exec(DUMP);
  await db.close();
}, 60_000);
