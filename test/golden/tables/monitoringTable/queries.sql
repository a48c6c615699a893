select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, name, old_code, gss_code, kind
  from authority
  where authority.id = ?;
-- with ["cambridgeshire"]

select id, authority_id, name, state, first_year, year_count, source, copied_from_id, published_at, published_by, created_at
  from budget_version
  where budget_version.id = ?;
-- with ["cambridgeshire-2018"]

select id, authority_id, cost_centre_id, year, as_at, part, amount_pence, entered
  from forecast
  where (forecast.authority_id = ? and forecast.year = ?);
-- with ["cambridgeshire","2018/19"]

select id, name, service_group, removed_at
  from cost_centre
  where cost_centre.authority_id = ?
  order by cost_centre.position asc, cost_centre.id asc;
-- with ["cambridgeshire"]

select cost_centre_id, year, amount_pence
  from budget_line
  where (budget_line.version_id = ? and budget_line.year >= ? and budget_line.year <= ?);
-- with ["cambridgeshire-2018","2018/19","2018/19"]

select virement.number, virement.year, virement.permanent, virement_line.cost_centre_id, virement_line.amount_pence
  from virement
  inner join virement_line on virement_line.virement_id = virement.id
  where (virement.version_id = ? and virement_line.authority_id = ?)
  order by virement.number asc, virement_line.position asc, virement_line.id asc;
-- with ["cambridgeshire-2018","cambridgeshire"]

select id, authority_id, variance_sign, tolerance_share, tolerance_pence
  from monitoring_setting
  where monitoring_setting.authority_id = ?;
-- with ["cambridgeshire"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["cambridgeshire",1]
