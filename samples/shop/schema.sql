--
-- PostgreSQL database dump
--

-- Dumped from database version 17.2
-- Dumped by pg_dump version 17.2
-- Tidied by hand since: one table after the other, constraints where they belong.

SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET client_min_messages = warning;

CREATE TABLE customers (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    email text NOT NULL,
    full_name text NOT NULL,
    phone text,
    status text NOT NULL DEFAULT 'active',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_customers PRIMARY KEY (id),
    CONSTRAINT uq_customers_email UNIQUE (email),
    CONSTRAINT chk_customers_status CHECK (status IN ('active', 'blocked', 'closed'))
);

COMMENT ON TABLE customers IS 'People who have opened an account.';
COMMENT ON COLUMN customers.email IS 'PII: e-mail address. Retention: account lifetime + 30 days. Erasure: replace by a random address.';
COMMENT ON COLUMN customers.full_name IS 'PII: name. Retention: account lifetime + 30 days. Erasure: replace by "closed account".';
COMMENT ON COLUMN customers.phone IS 'PII: phone number. Retention: account lifetime + 30 days. Erasure: set to null.';

CREATE TABLE addresses (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    customer_id uuid NOT NULL,
    recipient_name text NOT NULL,
    street text NOT NULL,
    postal_code text NOT NULL,
    city text NOT NULL,
    country text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_addresses PRIMARY KEY (id),
    CONSTRAINT fk_addresses_customer_id FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE,
    CONSTRAINT chk_addresses_country CHECK (country ~ '^[A-Z]{2}$')
);

CREATE INDEX idx_addresses_customer_id ON addresses (customer_id);

COMMENT ON TABLE addresses IS 'Where a customer has parcels sent.';
COMMENT ON COLUMN addresses.recipient_name IS 'PII: name. Retention: 10 years after the last order. Erasure: delete the row.';
COMMENT ON COLUMN addresses.street IS 'PII: postal address. Retention: 10 years after the last order. Erasure: delete the row.';
COMMENT ON COLUMN addresses.postal_code IS 'PII: postal address. Retention: 10 years after the last order. Erasure: delete the row.';
COMMENT ON COLUMN addresses.city IS 'PII: postal address. Retention: 10 years after the last order. Erasure: delete the row.';

CREATE TABLE categories (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    parent_id uuid,
    slug text NOT NULL,
    title text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_categories PRIMARY KEY (id),
    CONSTRAINT uq_categories_slug UNIQUE (slug),
    CONSTRAINT fk_categories_parent_id FOREIGN KEY (parent_id) REFERENCES categories (id) ON DELETE RESTRICT
);

CREATE INDEX idx_categories_parent_id ON categories (parent_id);

COMMENT ON TABLE categories IS 'Tree of the catalogue; a category without a parent is a department.';

CREATE TABLE products (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    sku text NOT NULL,
    title text NOT NULL,
    description text,
    price numeric(12, 2) NOT NULL,
    currency text NOT NULL DEFAULT 'EUR',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_products PRIMARY KEY (id),
    CONSTRAINT uq_products_sku UNIQUE (sku),
    CONSTRAINT chk_products_price CHECK (price >= 0),
    CONSTRAINT chk_products_currency CHECK (currency ~ '^[A-Z]{3}$')
);

CREATE INDEX idx_products_sku ON products (sku);

COMMENT ON TABLE products IS 'What the shop sells.';

CREATE TABLE product_categories (
    product_id uuid NOT NULL,
    category_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_product_categories PRIMARY KEY (product_id, category_id),
    CONSTRAINT fk_product_categories_product_id FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT fk_product_categories_category_id FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE CASCADE
);

CREATE INDEX idx_product_categories_category_id ON product_categories (category_id);

CREATE TABLE inventory_movements (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    product_id uuid NOT NULL,
    quantity integer NOT NULL,
    reason text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_inventory_movements PRIMARY KEY (id),
    CONSTRAINT fk_inventory_movements_product_id FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
    CONSTRAINT chk_inventory_movements_quantity CHECK (quantity <> 0),
    CONSTRAINT chk_inventory_movements_reason CHECK (reason IN ('delivery', 'sale', 'return', 'correction'))
);

CREATE INDEX idx_inventory_movements_product_id_created_at ON inventory_movements (product_id, created_at);

COMMENT ON TABLE inventory_movements IS 'Each change of the stock; the stock of a product is the sum of its quantities.';

CREATE TABLE orders (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    customer_id uuid NOT NULL,
    shipping_address_id uuid NOT NULL,
    status text NOT NULL DEFAULT 'open',
    total numeric(12, 2) NOT NULL,
    currency text NOT NULL DEFAULT 'EUR',
    placed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_orders PRIMARY KEY (id),
    CONSTRAINT fk_orders_customer_id FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT,
    CONSTRAINT fk_orders_shipping_address_id FOREIGN KEY (shipping_address_id) REFERENCES addresses (id) ON DELETE RESTRICT,
    CONSTRAINT chk_orders_status CHECK (status IN ('open', 'paid', 'shipped', 'cancelled')),
    CONSTRAINT chk_orders_total CHECK (total >= 0),
    CONSTRAINT chk_orders_currency CHECK (currency ~ '^[A-Z]{3}$')
);

CREATE INDEX idx_orders_customer_id_placed_at ON orders (customer_id, placed_at DESC);
CREATE INDEX idx_orders_shipping_address_id ON orders (shipping_address_id);
CREATE INDEX idx_orders_open_created_at ON orders (created_at) WHERE status = 'open';

COMMENT ON TABLE orders IS 'What a customer buys at one time. Open until it is paid or cancelled.';

CREATE TABLE order_items (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    order_id uuid NOT NULL,
    product_id uuid NOT NULL,
    quantity integer NOT NULL,
    unit_price numeric(12, 2) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_order_items PRIMARY KEY (id),
    CONSTRAINT uq_order_items_order_id_product_id UNIQUE (order_id, product_id),
    CONSTRAINT fk_order_items_order_id FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
    CONSTRAINT fk_order_items_product_id FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
    CONSTRAINT chk_order_items_quantity CHECK (quantity > 0),
    CONSTRAINT chk_order_items_unit_price CHECK (unit_price >= 0)
);

CREATE INDEX idx_order_items_product_id ON order_items (product_id);

COMMENT ON COLUMN order_items.unit_price IS 'The price on the day of the order, in the currency of the order.';

CREATE TABLE payments (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    order_id uuid NOT NULL,
    provider text NOT NULL,
    provider_reference text NOT NULL,
    amount numeric(12, 2) NOT NULL,
    status text NOT NULL DEFAULT 'pending',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_payments PRIMARY KEY (id),
    CONSTRAINT uq_payments_provider_provider_reference UNIQUE (provider, provider_reference),
    CONSTRAINT fk_payments_order_id FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE RESTRICT,
    CONSTRAINT chk_payments_amount CHECK (amount > 0),
    CONSTRAINT chk_payments_status CHECK (status IN ('pending', 'succeeded', 'failed', 'refunded'))
);

CREATE INDEX idx_payments_order_id ON payments (order_id);

CREATE TABLE shipments (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    order_id uuid NOT NULL,
    carrier text NOT NULL,
    tracking_number text,
    shipped_at timestamptz,
    delivered_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_shipments PRIMARY KEY (id),
    CONSTRAINT fk_shipments_order_id FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE RESTRICT
);

CREATE INDEX idx_shipments_order_id ON shipments (order_id);

CREATE TABLE reviews (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    product_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    rating smallint NOT NULL,
    body text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_reviews PRIMARY KEY (id),
    CONSTRAINT uq_reviews_product_id_customer_id UNIQUE (product_id, customer_id),
    CONSTRAINT fk_reviews_product_id FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT fk_reviews_customer_id FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE,
    CONSTRAINT chk_reviews_rating CHECK (rating BETWEEN 1 AND 5)
);

CREATE INDEX idx_reviews_customer_id ON reviews (customer_id);

CREATE TABLE audit_log (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    customer_id uuid,
    action text NOT NULL,
    target_table text NOT NULL,
    target_id uuid,
    ip_address inet,
    details jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_audit_log PRIMARY KEY (id),
    CONSTRAINT fk_audit_log_customer_id FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL
);

CREATE INDEX idx_audit_log_customer_id ON audit_log (customer_id);
CREATE INDEX idx_audit_log_target_table_target_id ON audit_log (target_table, target_id);

COMMENT ON TABLE audit_log IS 'Who did what. Entries outlive the account: the customer is set to null.';

COMMENT ON COLUMN audit_log.ip_address IS 'PII: IP address. Retention: 90 days. Erasure: emptied.';

-- Which order of the old shop became which one of ours. Filled once, before the opening.
CREATE TABLE imported_orders (
    old_number integer NOT NULL,
    order_id uuid NOT NULL,
    CONSTRAINT fk_imported_orders_order_id FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
);

CREATE INDEX idx_imported_orders_order_id ON imported_orders (order_id);

--
-- PostgreSQL database dump complete
--
