/** The words of raw queries: functions that may be called, and words that are never taken. */

/** What may be called: functions that compute from what they are given, and nothing else. */
export const functions: ReadonlySet<string> = new Set(
  [
    // aggregates and windows (PostgreSQL manual, 9.21 and 9.22)
    'count sum avg min max bool_and bool_or every array_agg string_agg json_agg jsonb_agg',
    'json_object_agg jsonb_object_agg stddev stddev_pop stddev_samp variance var_pop var_samp corr',
    'percentile_cont percentile_disc mode grouping row_number rank dense_rank percent_rank cume_dist',
    'ntile lag lead first_value last_value nth_value',
    // conditions (9.18), numbers (9.3)
    'coalesce nullif greatest least abs ceil ceiling floor round trunc mod power sqrt exp ln log sign',
    'div width_bucket degrees radians sin cos tan asin acos atan atan2 pi',
    // texts (9.4)
    'lower upper initcap length char_length octet_length trim btrim ltrim rtrim substring substr left',
    'right position strpos starts_with replace translate reverse split_part concat concat_ws md5',
    'to_char to_number',
    // dates (9.9)
    'extract date_part date_trunc date_bin age make_date make_interval make_timestamptz to_timestamp',
    'to_date now justify_days justify_hours justify_interval',
    // json and lists (9.16, 9.19)
    'jsonb_array_length jsonb_typeof jsonb_build_object jsonb_build_array json_build_object',
    'json_build_array to_json to_jsonb row_to_json jsonb_extract_path jsonb_extract_path_text',
    'jsonb_array_elements jsonb_array_elements_text jsonb_each jsonb_each_text jsonb_object_keys',
    'jsonb_strip_nulls unnest cardinality array_length array_position array_to_string string_to_array',
  ].flatMap((line) => line.split(' ')),
)

/** Words of SQL that an opening parenthesis may follow without a call. */
export const beforeParenthesis: ReadonlySet<string> = new Set(
  [
    'select distinct on from join lateral where having by and or not in any all some exists is like',
    'ilike between as materialized union except intersect case when then else filter within group',
    'over values using limit offset array row cast rollup cube sets with',
    'numeric decimal varchar char timestamp time interval',
  ].flatMap((line) => line.split(' ')),
)

/** Words that are taken nowhere: what they lead to changes, locks, or lies outside the tenant. */
export const forbidden: ReadonlySet<string> = new Set(
  [
    'insert update delete merge truncate copy into for set reset do execute create alter drop grant',
    'revoke analyze table tablesample operator collate uescape xmltable json_table',
    'plinth information_schema set_config current_setting txid_current',
    'session_user current_user current_role user current_catalog current_schema system_user',
    'regclass regproc regprocedure regoper regoperator regtype regrole regnamespace regconfig',
    'regdictionary regcollation',
  ].flatMap((line) => line.split(' ')),
)

/** What words that are taken nowhere begin with. */
export const forbiddenBeginnings: readonly string[] = [
  'pg_',
  'lo_',
  'dblink',
  'query_to',
  'table_to',
  'cursor_to',
  'schema_to',
  'database_to',
]
