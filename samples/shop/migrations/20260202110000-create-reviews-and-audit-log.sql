-- +migrate Up
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

-- +migrate Down
DROP TABLE audit_log;
DROP TABLE reviews;
