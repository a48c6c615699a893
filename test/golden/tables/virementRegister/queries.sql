select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, name, old_code, gss_code, kind
  from authority
  where authority.id = ?;
-- with ["essex"]

select id, authority_id, name, state, first_year, year_count, source, copied_from_id, published_at, published_by, created_at
  from budget_version
  where budget_version.id = ?;
-- with ["essex-mtrs-2023"]

select id, authority_id, version_id, number, year, permanent, approver, reference, approved_on, reason, reverses_id
  from virement
  where (virement.authority_id = ? and virement.version_id = ?)
  order by virement.number desc, virement.id desc
  limit ?;
-- with ["essex","essex-mtrs-2023",501]

select id, authority_id, virement_id, cost_centre_id, amount_pence, position
  from virement_line
  where virement_line.virement_id in (?)
  order by virement_line.position asc, virement_line.id asc;
-- with ["made-1"]

select id, reverses_id
  from virement
  where (virement.authority_id in (?) and virement.reverses_id in (?));
-- with ["essex","made-1"]

select id, authority_id, name, code, service_group, funding_source, position, removed_at
  from cost_centre
  where (cost_centre.authority_id = ? and cost_centre.id in (?, ?));
-- with ["essex","essex-north","essex-mid"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["essex",1]
