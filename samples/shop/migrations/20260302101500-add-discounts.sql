-- +migrate Up
CREATE TABLE discounts (
    id serial,
    code text NOT NULL UNIQUE,
    product_id uuid NOT NULL,
    percent_off smallint NOT NULL,
    valid_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_discounts PRIMARY KEY (id),
    CONSTRAINT fk_discounts_product_id FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE SET NULL,
    CONSTRAINT chk_discounts_percent_off CHECK (percent_off BETWEEN 1 AND 100)
);

CREATE INDEX idx_discounts_product_id ON discounts (product_id);
CREATE INDEX idx_discounts_valid_to ON discounts (valid_to);

-- +migrate Down
DROP TABLE discounts;
