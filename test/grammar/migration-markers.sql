# SYNTAX TEST "source.sql" "the marks of the migration tools"
-- +migrate Up
# <-- punctuation.definition.comment.sql
#  ^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#           ^^ comment.line.double-dash.sql constant.language.migration.direction.sql
-- +migrate Down notransaction
#  ^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#           ^^^^ comment.line.double-dash.sql constant.language.migration.direction.sql
#                ^^^^^^^^^^^^^ comment.line.double-dash.sql storage.modifier.migration.sql
-- +migrate StatementBegin
#  ^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#           ^^^^^^^^^^^^^^ comment.line.double-dash.sql keyword.control.migration.statement.sql
-- +migrate StatementEnd
#           ^^^^^^^^^^^^ comment.line.double-dash.sql keyword.control.migration.statement.sql
-- +goose Up
#  ^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#         ^^ comment.line.double-dash.sql constant.language.migration.direction.sql
--+goose DOWN
# ^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#        ^^^^ comment.line.double-dash.sql constant.language.migration.direction.sql
-- +goose NO TRANSACTION
#  ^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#         ^^^^^^^^^^^^^^ comment.line.double-dash.sql storage.modifier.migration.sql
-- +goose StatementBegin
#         ^^^^^^^^^^^^^^ comment.line.double-dash.sql keyword.control.migration.statement.sql
-- +goose ENVSUB ON
#         ^^^^^^^^^ comment.line.double-dash.sql storage.modifier.migration.sql
-- migrate:up transaction:false
#  ^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#          ^^ comment.line.double-dash.sql constant.language.migration.direction.sql
#             ^^^^^^^^^^^ comment.line.double-dash.sql storage.modifier.migration.sql
#                        ^ punctuation.separator.key-value.sql
#                         ^^^^^ constant.language.boolean.sql
--migrate:down
# ^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#         ^^^^ comment.line.double-dash.sql constant.language.migration.direction.sql
---- create above / drop below ----
# <-- punctuation.definition.comment.sql
#    ^^^^^^^^^^^^ comment.line.double-dash.sql constant.language.migration.direction.sql
#                   ^^^^^^^^^^ comment.line.double-dash.sql constant.language.migration.direction.sql
#                              ^^^^ punctuation.definition.comment.sql
---- tern: disable-tx ----
#    ^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#          ^^^^^^^^^^ comment.line.double-dash.sql storage.modifier.migration.sql
-- atlas:txmode none
#  ^^^^^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#               ^^^^ comment.line.double-dash.sql storage.modifier.migration.sql
-- atlas:nolint destructive
#  ^^^^^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
#               ^^^^^^^^^^^ comment.line.double-dash.sql storage.modifier.migration.sql
CREATE TABLE t (id uuid);--> statement-breakpoint
# <------ keyword.other.create.sql
#                          ^ comment.line.double-dash.sql punctuation.definition.comment.sql
#                            ^^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
--> statement-breakpoint
#   ^^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.migration.sql
SELECT 1;
# <------ keyword.other.DML.sql
-- The tools would not read these.
 -- +migrate Up
#   ^^^^^^^^^^^ comment.line.double-dash.sql - keyword.control.directive.migration.sql constant.language.migration.direction.sql
--+migrate Up
# ^^^^^^^^^^^ comment.line.double-dash.sql - keyword.control.directive.migration.sql constant.language.migration.direction.sql
-- +migrate up
#  ^^^^^^^^^^^ comment.line.double-dash.sql - keyword.control.directive.migration.sql constant.language.migration.direction.sql
-- +migrate Upwards
#  ^^^^^^^^^^^^^^^^ comment.line.double-dash.sql - keyword.control.directive.migration.sql constant.language.migration.direction.sql
-- see +migrate Up
#      ^^^^^^^^^^^ comment.line.double-dash.sql - keyword.control.directive.migration.sql constant.language.migration.direction.sql
SELECT 1; -- +goose Up
#            ^^^^^^^^^ comment.line.double-dash.sql - keyword.control.directive.migration.sql constant.language.migration.direction.sql
-- migrate:sideways
#  ^^^^^^^^^^^^^^^^ comment.line.double-dash.sql - keyword.control.directive.migration.sql constant.language.migration.direction.sql
SELECT '-- +migrate Up';
#          ^^^^^^^^^^^ string.quoted.single.sql - keyword.control.directive.migration.sql
/* -- +migrate Up */
#     ^^^^^^^^^^^ comment.block - keyword.control.directive.migration.sql
