# SYNTAX TEST "source.sql" "suppressions in SQL comments"
-- tablewright-disable-next-line serial-key: kept for the old importer
#  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.tablewright
#                                ^^^^^^^^^^ comment.line.double-dash.sql variable.parameter.rule.tablewright
#                                          ^ comment.line.double-dash.sql punctuation.separator.key-value.tablewright
#                                            ^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql - variable.parameter.rule.tablewright keyword.control.directive.tablewright
-- tablewright-disable serial-key, text-over-varchar: an old schema
#  ^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.tablewright
#                      ^^^^^^^^^^ comment.line.double-dash.sql variable.parameter.rule.tablewright
#                                ^ comment.line.double-dash.sql punctuation.separator.comma.tablewright
#                                  ^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql variable.parameter.rule.tablewright
#                                                   ^ comment.line.double-dash.sql punctuation.separator.key-value.tablewright
#                                                     ^^^^^^^^^^^^^ comment.line.double-dash.sql - variable.parameter.rule.tablewright keyword.control.directive.tablewright
-- tablewright-enable
#  ^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql - keyword.control.directive.tablewright
CREATE TABLE t (id serial); --tablewright-disable-next-line x
# <------ keyword.other.create.sql
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql keyword.control.directive.tablewright
#                                                           ^ comment.line.double-dash.sql variable.parameter.rule.tablewright
-- tablewright-disabled x
#  ^^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql - keyword.control.directive.tablewright
-- say tablewright-disable x
#      ^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql - keyword.control.directive.tablewright
SELECT '-- tablewright-disable x';
#          ^^^^^^^^^^^^^^^^^^^ string.quoted.single.sql - keyword.control.directive.tablewright
