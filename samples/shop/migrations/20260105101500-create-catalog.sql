-- +migrate Up
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

-- +migrate Down
DROP TABLE inventory_movements;
DROP TABLE product_categories;
DROP TABLE products;
DROP TABLE categories;
