-- +migrate Up
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

-- +migrate Down
DROP TABLE addresses;
DROP TABLE customers;
