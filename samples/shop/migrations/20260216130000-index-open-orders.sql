-- +migrate Up notransaction
CREATE INDEX CONCURRENTLY idx_orders_open_created_at ON orders (created_at) WHERE status = 'open';

-- +migrate Down notransaction
DROP INDEX CONCURRENTLY idx_orders_open_created_at;
