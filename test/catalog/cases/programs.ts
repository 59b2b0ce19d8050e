/** Code that puts statements together from what the catalogue says. */
export const programs: Readonly<Record<string, string>> = {
  'a constraint of a name that nobody knows': `CREATE TABLE parents (id int PRIMARY KEY); CREATE TABLE children (id int, parent_id int REFERENCES parents, other_id int REFERENCES parents, CHECK (id > 0));
    DO $$ DECLARE found text; BEGIN
      SELECT conname INTO found FROM pg_constraint WHERE conrelid = 'children'::regclass AND contype = 'c';
      IF found IS NOT NULL THEN EXECUTE 'ALTER TABLE children DROP CONSTRAINT ' || quote_ident(found); END IF;
    END $$;
    DO $$ DECLARE fk record; BEGIN
      FOR fk IN SELECT tc.constraint_name, tc.table_schema FROM information_schema.table_constraints tc JOIN information_schema.key_column_usage kcu ON kcu.constraint_name = tc.constraint_name AND kcu.table_schema = tc.table_schema
        WHERE tc.constraint_type = 'FOREIGN KEY' AND tc.table_name = 'children' AND kcu.column_name = 'other_id'
      LOOP EXECUTE format('ALTER TABLE %I.children DROP CONSTRAINT %I', fk.table_schema, fk.constraint_name); END LOOP;
    END $$;`,
  'by the numbers of its columns': `CREATE TABLE a (x int UNIQUE, y int, z int, UNIQUE (y, z)); CREATE TABLE b (y int UNIQUE);
    DO $$ DECLARE r record; BEGIN
      FOR r IN SELECT c.conname, c.conrelid::regclass AS tab FROM pg_catalog.pg_constraint c JOIN pg_attribute att ON att.attrelid = c.conrelid AND att.attnum = ANY (c.conkey)
        WHERE c.contype = 'u' AND att.attname = 'y'
      LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.tab, r.conname); END LOOP;
    END $$;`,
  'all tables with a column': `CREATE TABLE a (id int, updated_at timestamptz); CREATE TABLE "B c" (id int, updated_at timestamptz); CREATE TABLE d (id int); CREATE VIEW v AS SELECT id, updated_at FROM a;
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at = now(); RETURN NEW; END $$;
    DO $$ DECLARE t text; BEGIN
      FOR t IN SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables USING (table_schema, table_name)
        WHERE c.column_name = 'updated_at' AND c.table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1
      LOOP
        EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION touch()', t);
        EXECUTE format('ALTER TABLE %I ALTER updated_at SET NOT NULL', t);
      END LOOP;
    END $$;`,
  'all tables of a schema': `CREATE SCHEMA app; CREATE TABLE app.a (x int); CREATE TABLE app.b (x int) PARTITION BY RANGE (x); CREATE TABLE app.b1 PARTITION OF app.b FOR VALUES FROM (0) TO (1); CREATE TABLE outside (x int);
    DO $do$ DECLARE r pg_tables%ROWTYPE; BEGIN
      FOR r IN SELECT * FROM pg_tables WHERE schemaname = 'app' AND tablename NOT LIKE '%1' LOOP
        EXECUTE 'ALTER TABLE ' || quote_ident(r.schemaname) || '.' || quote_ident(r.tablename) || ' ADD COLUMN tenant uuid';
        EXECUTE format($f$COMMENT ON TABLE %I.%I IS %L$f$, r.schemaname, r.tablename, 'It''s of ' || r.tablename);
        EXECUTE format('ALTER TABLE %1$I.%2$I ENABLE ROW LEVEL SECURITY', r.schemaname, r.tablename);
      END LOOP;
    END $do$;`,
  'a list of names': `CREATE TABLE orders (id int); CREATE TABLE items (id int);
    DO $$ DECLARE t text; names text[] := ARRAY['orders', 'items']; n int; BEGIN
      FOREACH t IN ARRAY names LOOP
        EXECUTE concat('ALTER TABLE ', t, ' ADD COLUMN archived_at timestamptz');
        EXECUTE format('CREATE INDEX %I ON %I (archived_at)', t || '_archived_idx', t);
      END LOOP;
      FOR n IN 1..array_length(names, 1) LOOP EXECUTE 'CREATE TABLE part_' || lpad(n::text, 2, '0') || ' (id int DEFAULT ' || n || ')'; END LOOP;
      FOR n IN REVERSE 4..2 BY 2 LOOP EXECUTE 'CREATE TABLE even_' || n || ' ()'; END LOOP;
      FOREACH t IN ARRAY '{x,"y z"}'::text[] LOOP EXECUTE format('CREATE TABLE %I ()', t); END LOOP;
    END $$;`,
  'functions of its own': `CREATE TABLE a (id int); CREATE TABLE b (id int, note text);
    CREATE FUNCTION column_exists(tab text, col text) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = tab AND column_name = col) $$;
    CREATE FUNCTION add_note(tab regclass, col text DEFAULT 'note') RETURNS void LANGUAGE plpgsql AS $$ BEGIN
      IF NOT column_exists(tab::text, col) THEN EXECUTE format('ALTER TABLE %s ADD COLUMN %I text', tab, col); END IF;
    END $$;
    SELECT add_note('a', 'note'); SELECT add_note('b'::regclass, 'note');
    CREATE PROCEDURE add_both(col text) LANGUAGE plpgsql AS $$ DECLARE t text; BEGIN
      FOR t IN VALUES ('a'), ('b') LOOP PERFORM add_note(t::regclass, col); END LOOP;
    END $$;
    CALL add_both('remark'); DO $$ BEGIN CALL add_both('remark'); END $$;`,
  'a function that lists tables': `CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (code text);
    CREATE FUNCTION tables_with(col text) RETURNS TABLE (tab text) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT c.table_name::text FROM information_schema.columns c WHERE c.column_name = col AND c.table_schema = current_schema(); END $$;
    CREATE FUNCTION one_by_one() RETURNS SETOF text LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM tables_with('id') LOOP RETURN NEXT r.tab; END LOOP; RETURN; END $$;
    DO $$ DECLARE t text; BEGIN FOR t IN SELECT x FROM one_by_one() AS x LOOP EXECUTE format('ALTER TABLE %I ALTER id TYPE bigint', t); END LOOP; END $$;`,
  'what is there already': `CREATE TABLE a (x int, old_name text); CREATE TYPE mood AS ENUM ('ok'); CREATE INDEX a_x ON a (x);
    DO $$ BEGIN
      IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'a' AND column_name = 'old_name') THEN ALTER TABLE a RENAME old_name TO new_name; ELSE ALTER TABLE a ADD never int; END IF;
      IF NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = 'mood' AND n.nspname = 'public') THEN CREATE TYPE mood AS ENUM ('never'); END IF;
      IF (SELECT count(*) FROM pg_indexes WHERE tablename = 'a' AND indexdef LIKE '%(x)%') = 1 THEN DROP INDEX a_x; END IF;
      IF to_regclass('public.nothing') IS NULL AND to_regclass('a') IS NOT NULL THEN CREATE TABLE nothing (); END IF;
      IF (SELECT data_type FROM information_schema.columns WHERE table_name = 'a' AND column_name = 'x') = 'integer' THEN ALTER TABLE a ALTER x TYPE bigint; END IF;
      IF (SELECT data_type FROM information_schema.columns WHERE table_name = 'a' AND column_name = 'x') = 'integer' THEN ALTER TABLE a DROP x; END IF;
      IF NOT EXISTS (SELECT 1 FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = 'mood' AND e.enumlabel = 'bad') THEN ALTER TYPE mood ADD VALUE 'bad'; END IF;
    END $$;`,
  'what happens while it runs': `CREATE TABLE a (x int); CREATE TABLE b (x int);
    DO $$ DECLARE n int := 0; t text; BEGIN
      WHILE n < 3 LOOP n := n + 1; CONTINUE WHEN n = 2; EXECUTE format('ALTER TABLE a ADD COLUMN c%s int', n); END LOOP;
      LOOP n := n + 1; EXIT WHEN n > 5; EXECUTE 'CREATE TABLE made_' || n || ' (x int)'; END LOOP;
      SELECT count(*) INTO n FROM information_schema.columns WHERE table_name = 'a';
      EXECUTE 'ALTER TABLE b ADD COLUMN columns_of_a int DEFAULT ' || n;
      FOR t IN SELECT tablename FROM pg_tables WHERE tablename LIKE 'made\\_%' LOOP EXECUTE format('ALTER TABLE %I RENAME TO %I', t, replace(t, 'made', 'kept')); END LOOP;
      CASE n WHEN 3 THEN EXECUTE 'CREATE TABLE three ()'; ELSE EXECUTE 'CREATE TABLE other ()'; END CASE;
    END $$;`,
  'what is refused and what is caught': `CREATE TABLE a (x int, y int);
    DO $$ BEGIN EXECUTE 'ALTER TABLE a ADD ' || quote_ident('z') || ' int'; EXECUTE format('ALTER TABLE a ADD %I int', 'x'); END $$;
    DO $$ DECLARE t text; BEGIN
      FOREACH t IN ARRAY ARRAY['x', 'w'] LOOP
        BEGIN EXECUTE format('ALTER TABLE a ADD %I int', t); EXCEPTION WHEN duplicate_column THEN RAISE NOTICE 'there'; END;
      END LOOP;
      BEGIN EXECUTE 'ALTER TABLE a DROP ' || 'y'; RAISE EXCEPTION 'no'; EXCEPTION WHEN OTHERS THEN NULL; END;
    END $$;`,
  'lists of columns and other aggregates': `CREATE TABLE a (x int NOT NULL, y text DEFAULT 'd', z date); CREATE TABLE b (id int);
    DO $$ DECLARE cols text; r record; BEGIN
      SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position DESC) INTO cols FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'a';
      EXECUTE 'CREATE INDEX a_all ON a (' || cols || ')';
      FOR r IN SELECT table_name, count(*) AS n FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name HAVING count(*) > 1 LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN had_%s int', r.table_name, r.n); END LOOP;
      FOR r IN WITH nullable AS (SELECT column_name FROM information_schema.columns WHERE table_name = 'a' AND is_nullable = 'NO') SELECT * FROM nullable LOOP EXECUTE format('ALTER TABLE a ALTER %I DROP NOT NULL', r.column_name); END LOOP;
    END $$;`,
  'indexes, sequences, policies, functions, views': `CREATE TABLE a (id serial, x int); CREATE INDEX a_x ON a (x); CREATE UNIQUE INDEX a_x2 ON a (x, id); CREATE POLICY p ON a USING (true); CREATE VIEW v AS SELECT x FROM a; CREATE MATERIALIZED VIEW m AS SELECT x FROM a; CREATE FUNCTION old_f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
    DO $$ DECLARE r record; BEGIN
      FOR r IN SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid WHERE t.relname = 'a' AND NOT x.indisprimary AND x.indisunique LOOP EXECUTE 'DROP INDEX ' || r.relname; END LOOP;
      FOR r IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP EXECUTE format('DROP POLICY %I ON %I', r.policyname, r.tablename); END LOOP;
      FOR r IN (SELECT matviewname AS name, 'MATERIALIZED VIEW' AS kind FROM pg_matviews UNION ALL SELECT viewname, 'VIEW' FROM pg_views WHERE schemaname NOT IN ('pg_catalog', 'information_schema')) LOOP EXECUTE format('DROP %s %I', r.kind, r.name); END LOOP;
      FOR r IN SELECT sequence_name FROM information_schema.sequences WHERE sequence_schema = 'public' LOOP EXECUTE format('ALTER SEQUENCE %I RENAME TO %I', r.sequence_name, r.sequence_name || '_2'); END LOOP;
      IF EXISTS (SELECT 1 FROM pg_proc p JOIN pg_namespace n ON p.pronamespace = n.oid WHERE n.nspname = 'public' AND p.proname = 'old_f') THEN EXECUTE 'ALTER FUNCTION old_f(int) RENAME TO new_f'; END IF;
    END $$; CREATE TABLE uses (y int DEFAULT new_f(1));`,
  'rows are none yet': `CREATE TABLE tenants (id int, name text); CREATE TABLE a (tenant int);
    DO $$ DECLARE r record; n bigint; BEGIN
      FOR r IN SELECT id FROM tenants LOOP RAISE NOTICE '%', r.id; END LOOP;
      EXECUTE format('SELECT count(*) FROM (SELECT tenant FROM %I GROUP BY tenant HAVING count(*) > 1) AS twice', 'a') INTO n;
      IF n = 0 THEN EXECUTE format('CREATE UNIQUE INDEX %I ON %I (tenant)', 'a_tenant', 'a'); END IF;
      UPDATE a SET tenant = 1; GET DIAGNOSTICS n = ROW_COUNT; RAISE NOTICE '%', n;
    END $$;`,
  'a program after another, and an object that one made': `CREATE TABLE a (x int);
    DO $$ BEGIN EXECUTE format('CREATE TABLE %I (x int)', 'b'); EXECUTE 'ALTER TABLE b ADD PRIMARY KEY (x)'; END $$;
    DO $$ DECLARE t text; BEGIN FOR t IN SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN y int', t); END LOOP; END $$;
    CREATE VIEW v AS SELECT y FROM b; ALTER TABLE a ADD FOREIGN KEY (y) REFERENCES b (x);
    DO $$ DECLARE t text; BEGIN FOR t IN SELECT conname FROM pg_constraint WHERE confrelid = 'b'::regclass AND confdeltype = 'a' LOOP EXECUTE format('ALTER TABLE a DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (y) REFERENCES b (x) ON DELETE CASCADE', t, t); END LOOP; END $$;`,
  'days, months and weeks': `CREATE TABLE ev (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
    DO $$ DECLARE d date; BEGIN FOR i IN 0..3 LOOP d := date '2024-01-31' + (i || ' month')::interval; EXECUTE format('CREATE TABLE IF NOT EXISTS m_%s PARTITION OF ev FOR VALUES FROM (%L) TO (%L)', to_char(d, 'YYYY_MM'), date_trunc('month', d)::date, (date_trunc('month', d) + interval '1 month')::date); END LOOP; END $$;
    DO $$ DECLARE s date := '2025-01-01'; e date; BEGIN WHILE s < '2025-04-01' LOOP e := s + INTERVAL '1 month'; EXECUTE 'CREATE TABLE ev_y' || to_char(s, 'YYYY"m"MM') || ' PARTITION OF ev FOR VALUES FROM (''' || s || ''') TO (''' || e || ''')'; s := e; END LOOP; END $$;
    DO $$ DECLARE r record; BEGIN FOR r IN SELECT generate_series('2026-01-01'::date, '2026-03-01'::date, '1 month')::date AS m LOOP EXECUTE format('CREATE TABLE %I PARTITION OF ev FOR VALUES FROM (%L) TO (%L)', 'ev_' || to_char(r.m, 'yyyymm') || '_' || extract(year from r.m), r.m, r.m + '1 month'::interval); END LOOP; END $$;
    DO $$ DECLARE m timestamptz; BEGIN FOR m IN SELECT * FROM generate_series(timestamptz '2027-01-01', timestamptz '2027-02-01', interval '1 week') g(x) LOOP EXECUTE format('CREATE TABLE w_%s_%s PARTITION OF ev FOR VALUES FROM (%L) TO (%L)', to_char(m, 'IYYY'), to_char(m, '"w"IW_Dy_mon'), m, m + interval '7 days'); END LOOP; END $$;
    DO $$ BEGIN FOR i IN 1..12 LOOP EXECUTE 'CREATE TABLE mon_' || to_char(i, 'fm00') || ' ()'; EXECUTE format('CREATE TABLE q%s_%s (d date DEFAULT %L)', i, to_char(make_date(2024, i, 28) + make_interval(days => i), 'Q_DDD_FMMonth'), make_date(2024, i, 1) - 1); END LOOP; END $$;`,
  'arguments by name, and those that are left out': `CREATE TABLE ev (id int, on_day date) PARTITION BY RANGE (on_day);
    CREATE PROCEDURE mk(tbl text, from_year int, n int DEFAULT 2) LANGUAGE plpgsql AS $$ DECLARE y int; BEGIN FOR y IN from_year..from_year + n - 1 LOOP EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', tbl || '_' || y, tbl, make_date(y, 1, 1), make_date(y + 1, 1, 1)); END LOOP; END $$;
    CALL mk('ev', 2030); CALL mk(tbl => 'ev', from_year => 2040, n => 1); CALL mk('ev', n => 1, from_year => 2050);`,
  'functions that a body or a list calls': `CREATE FUNCTION stamp(t regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('ALTER TABLE %s ADD COLUMN created_at timestamptz DEFAULT now()', t); END $$;
    CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int); CREATE TABLE d (id int); CREATE TABLE e (id int); CREATE TABLE f (id int); CREATE TABLE rows (t regclass);
    SELECT stamp('a'), stamp('b'); SELECT stamp(t::regclass) FROM unnest(ARRAY['c', 'd']) AS t; SELECT stamp(t) FROM (VALUES ('public.e'::regclass)) v (t); SELECT stamp(t) FROM rows;
    DO $$ BEGIN PERFORM stamp('f'); EXECUTE 'SELECT stamp(''rows'')'; END $$;`,
  cursors: `CREATE TABLE a (x int PRIMARY KEY); CREATE TABLE b (y text, z int);
    DO $$ DECLARE all_tables CURSOR FOR SELECT tablename FROM pg_tables WHERE schemaname = 'public'; BEGIN FOR each IN all_tables LOOP EXECUTE 'ALTER TABLE ' || quote_ident(each.tablename) || ' ADD seen int'; END LOOP; END $$;
    DO $$ DECLARE c NO SCROLL CURSOR FOR SELECT conname, conrelid::regclass AS rel FROM pg_constraint WHERE contype = 'p'; r record; BEGIN OPEN c; LOOP FETCH c INTO r; EXIT WHEN NOT FOUND; EXECUTE format('COMMENT ON TABLE %s IS %L', r.rel, r.conname); END LOOP; CLOSE c; END $$;
    DO $$ DECLARE c refcursor; n text; t text; BEGIN OPEN c FOR SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'b' ORDER BY ordinal_position; FETCH NEXT FROM c INTO n, t; WHILE FOUND LOOP EXECUTE format('COMMENT ON COLUMN b.%I IS %L', n, t); FETCH c INTO n, t; END LOOP; CLOSE c; END $$;`,
  'the version of PostgreSQL': `CREATE TABLE a (x int); DO $$ BEGIN IF current_setting('server_version_num')::int >= 120000 THEN ALTER TABLE a ADD y int GENERATED ALWAYS AS (x * 2) STORED; ELSE ALTER TABLE a ADD y int; END IF; IF (SELECT current_setting('server_version_num')::int < 100000) THEN RAISE EXCEPTION 'too old'; END IF; CREATE VIEW v AS SELECT y FROM a; END $$;`,
  'comments, defaults and types of columns': `CREATE TABLE parent (id serial PRIMARY KEY, code varchar(10) UNIQUE, at timestamp(3) DEFAULT now(), tags text[], "Name" numeric(8, 2)); CREATE TABLE child (id int); COMMENT ON TABLE parent IS 'p'; COMMENT ON COLUMN parent.code IS 'the code';
    DO $$ DECLARE r record; BEGIN FOR r IN SELECT c.relname, d.description FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND d.objsubid = 0 JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN described text DEFAULT %L', r.relname, r.description); END LOOP; END $$;
    DO $$ DECLARE r record; BEGIN FOR r IN SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS t, pg_get_expr(ad.adbin, ad.adrelid) AS def, col_description(a.attrelid, a.attnum) AS says FROM pg_attribute a LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum WHERE a.attrelid = 'public.parent'::regclass AND a.attnum > 0 AND NOT a.attisdropped LOOP
      EXECUTE format('ALTER TABLE child ADD COLUMN %I %s', 'p_' || r.attname, r.t); IF r.def IS NOT NULL THEN EXECUTE format('ALTER TABLE child ALTER %I SET DEFAULT %s', 'p_' || r.attname, r.def); END IF; IF r.says IS NOT NULL THEN EXECUTE format('COMMENT ON COLUMN child.%I IS %L', 'p_' || r.attname, r.says); END IF; END LOOP; END $$;
    CREATE FUNCTION drop_like(_t regclass, _c name) RETURNS void LANGUAGE plpgsql AS $$ DECLARE _sql text; BEGIN SELECT 'ALTER TABLE ' || _t::text || string_agg(' DROP COLUMN ' || quote_ident(attname), ',') INTO _sql FROM pg_attribute WHERE attrelid = _t AND attname LIKE _c AND NOT attisdropped; IF _sql IS NOT NULL THEN EXECUTE _sql; END IF; END $$; SELECT drop_like('child', 'p\\_%d%');
    DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'nobody_knows') THEN GRANT SELECT ON child TO nobody_knows; END IF; EXECUTE 'CREATE TABLE ' || 'after'; EXCEPTION WHEN syntax_error THEN EXECUTE 'CREATE TABLE ' || 'after_all ()'; END $$;`,
  'slices, texts and functions that give several rows': `CREATE TABLE a (id int, tenant_id int, "Created At" timestamp); CREATE TABLE b (id int, tenant_id int);
    DO $$ DECLARE names text[] := '{one,two,three}'; n text; BEGIN FOR i IN REVERSE array_upper(names, 1)..1 LOOP EXECUTE 'CREATE TABLE t_' || names[i] || ' (pos int DEFAULT ' || i || ')'; END LOOP; FOREACH n IN ARRAY names[1:2] LOOP EXECUTE 'ALTER TABLE t_' || n || ' ADD z int'; END LOOP; END $$;
    DO $$ DECLARE r record; BEGIN FOR r IN SELECT c.table_name, c.column_name FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.column_name ~ '[A-Z ]' LOOP EXECUTE format('ALTER TABLE %I RENAME COLUMN %I TO %I', r.table_name, r.column_name, lower(regexp_replace(r.column_name, '[ ]', '_', 'g'))); END LOOP; END $$;
    DO $$ BEGIN EXECUTE format('CREATE TABLE %s ()', initcap('m') || mod(10, 3) || chr(97) || to_hex(255) || ascii('A') || floor(2.7)::int || greatest(1, 3) || least(4, 2) || round(1.4) || translate('a-b', '-b', '_')); END $$;
    CREATE FUNCTION tenant_tables() RETURNS SETOF text LANGUAGE sql STABLE AS $$ SELECT table_name::text FROM information_schema.columns WHERE column_name = 'tenant_id' AND table_schema = 'public' ORDER BY 1 $$; DO $$ DECLARE t text; BEGIN FOR t IN SELECT tenant_tables() LOOP EXECUTE format('CREATE INDEX %I ON %I (tenant_id)', t || '_tenant', t); END LOOP; END $$;`,
  'conditions that ask a function, and errors by their names': `CREATE TABLE a (id int); CREATE TABLE b (id int, tenant_id int);
    CREATE FUNCTION cnt(t text) RETURNS int LANGUAGE plpgsql AS $$ DECLARE c int; BEGIN EXECUTE format('SELECT count(*) FROM information_schema.columns WHERE table_name = %L', t) INTO c; RETURN c; END $$; DO $$ BEGIN IF cnt('b') = 2 THEN EXECUTE 'ALTER TABLE b ADD COLUMN third int'; END IF; IF cnt('b') > 2 AND cnt('nothing') = 0 THEN EXECUTE 'ALTER TABLE b ADD COLUMN fourth int'; END IF; END $$;
    DO $$ BEGIN BEGIN EXECUTE 'CREATE TABLE a ()'; EXCEPTION WHEN duplicate_column THEN EXECUTE 'CREATE TABLE a_column ()'; WHEN duplicate_table THEN EXECUTE 'CREATE TABLE a_twice ()'; WHEN others THEN EXECUTE 'CREATE TABLE a_other ()'; END; BEGIN ALTER TABLE a ADD x int; ALTER TABLE a ADD id int; EXCEPTION WHEN duplicate_column THEN ALTER TABLE a ADD y int; END; END $$;
    CREATE FUNCTION nothing() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$; DO $$ DECLARE d text; r record; BEGIN SELECT column_default AS d, column_name AS n INTO r FROM information_schema.columns WHERE table_name = 'b' AND column_name = 'id'; IF r.d IS NULL AND nothing() IS NULL THEN EXECUTE format('CREATE TABLE %I (a text DEFAULT %L)', 'no_default_of_' || r.n, r.d); END IF; END $$;`,
};
