select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, authority_id, partnership_id, name, starts_on, ends_on, cost_pence, administration_pence, issued_at, issued_by, issued_facts, position
  from settlement_period
  where settlement_period.id = ?;
-- with ["made-1"]

select id, authority_id, arrangement_id, name, first_year, year_count, round_to_pence, settled_by, internal_price_pounds, outside_price_pounds, outside_fee_pounds, source, position
  from partnership
  where partnership.id = ?;
-- with ["made-2"]

select id, authority_id, partnership_id, name, member_id, shares, position
  from partner
  where partner.partnership_id in (?)
  order by partner.position asc, partner.id asc;
-- with ["made-2"]

select id, authority_id, partnership_id, name, kind, basis, position
  from cost_pool
  where cost_pool.partnership_id in (?)
  order by cost_pool.position asc, cost_pool.id asc;
-- with ["made-2"]

select id, authority_id, partnership_id, pool_id, year, amount_pence, position
  from pool_amount
  where pool_amount.partnership_id in (?)
  order by pool_amount.position asc, pool_amount.id asc;
-- with ["made-2"]

select id, authority_id, partnership_id, pool_id, partner_id, from_year, weight, position
  from pool_weight
  where pool_weight.partnership_id in (?)
  order by pool_weight.position asc, pool_weight.id asc;
-- with ["made-2"]

select id, authority_id, partnership_id, pool_id, name, year, amount_pence, condition, position
  from partnership_grant
  where partnership_grant.partnership_id in (?)
  order by partnership_grant.position asc, partnership_grant.id asc;
-- with ["made-2"]

select id, authority_id, partnership_id, pool_id, buyer, year, amount_pence, position
  from outside_fee
  where outside_fee.partnership_id in (?)
  order by outside_fee.position asc, outside_fee.id asc;
-- with ["made-2"]

select id, authority_id, partnership_id, partner_id, places, starts_on, ends_on, position
  from allocation
  where allocation.partnership_id in (?)
  order by allocation.position asc, allocation.id asc;
-- with ["made-2"]

select id, name, old_code, gss_code, kind
  from authority
  where authority.id = ?;
-- with ["made-3"]

select id, authority_id, partnership_id, user_id, buyer, host_id, places, starts_on, ends_on
  from place_use
  where place_use.partnership_id = ?
  order by place_use.starts_on asc, place_use.id asc;
-- with ["made-2"]

select id, authority_id, partnership_id, name, starts_on, ends_on, cost_pence, administration_pence, issued_at, issued_by, issued_facts, position
  from settlement_period
  where settlement_period.partnership_id = ?
  order by settlement_period.starts_on asc, settlement_period.id asc;
-- with ["made-2"]

select id, authority_id, partnership_id, period_id, partner_id, amount_pence
  from up_front
  where up_front.partnership_id = ?;
-- with ["made-2"]

select id, authority_id, partnership_id, period_id, partner_id, balance_pence
  from settlement_statement
  where settlement_statement.partnership_id = ?;
-- with ["made-2"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["made-3",1]
