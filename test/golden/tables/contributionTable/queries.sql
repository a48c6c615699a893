select id, coalesce(((select max(log_number)
  from change_batch
  where change_batch.authority_id = authority.id)), 0)
  from authority;

select id, authority_id, arrangement_id, name, first_year, year_count, round_to_pence, settled_by, internal_price_pounds, outside_price_pounds, outside_fee_pounds, source, position
  from partnership
  where partnership.id = ?;
-- with ["havering-partnership"]

select id, authority_id, partnership_id, name, member_id, shares, position
  from partner
  where partner.partnership_id in (?)
  order by partner.position asc, partner.id asc;
-- with ["havering-partnership"]

select id, authority_id, partnership_id, name, kind, basis, position
  from cost_pool
  where cost_pool.partnership_id in (?)
  order by cost_pool.position asc, cost_pool.id asc;
-- with ["havering-partnership"]

select id, authority_id, partnership_id, pool_id, year, amount_pence, position
  from pool_amount
  where pool_amount.partnership_id in (?)
  order by pool_amount.position asc, pool_amount.id asc;
-- with ["havering-partnership"]

select id, authority_id, partnership_id, pool_id, partner_id, from_year, weight, position
  from pool_weight
  where pool_weight.partnership_id in (?)
  order by pool_weight.position asc, pool_weight.id asc;
-- with ["havering-partnership"]

select id, authority_id, partnership_id, pool_id, name, year, amount_pence, condition, position
  from partnership_grant
  where partnership_grant.partnership_id in (?)
  order by partnership_grant.position asc, partnership_grant.id asc;
-- with ["havering-partnership"]

select id, authority_id, partnership_id, pool_id, buyer, year, amount_pence, position
  from outside_fee
  where outside_fee.partnership_id in (?)
  order by outside_fee.position asc, outside_fee.id asc;
-- with ["havering-partnership"]

select id, authority_id, partnership_id, partner_id, places, starts_on, ends_on, position
  from allocation
  where allocation.partnership_id in (?)
  order by allocation.position asc, allocation.id asc;
-- with ["havering-partnership"]

select id, name, pool_id, basis, weekly_rate_pounds, yearly_rate_pounds, most_places, weeks_per_year, part_year, uplift_series_id, price_base_year, first_year_uplifted, ends_on, end_year_share
  from commitment
  where (commitment.authority_id = ? and commitment.pool_id is not null and commitment.option_id is null)
  order by commitment.position asc, commitment.id asc;
-- with ["havering"]

select commitment_id, places, starts_on, ends_on, first_year_share, last_year_share, volume, label, price_pounds
  from commitment_places
  where (commitment_places.authority_id = ? and commitment_places.commitment_id in (select id
  from commitment
  where (commitment.authority_id = ? and commitment.pool_id is not null and commitment.option_id is null)))
  order by commitment_places.starts_on asc, commitment_places.id asc;
-- with ["havering","havering"]

select commitment_id, year, amount_pence
  from commitment_amount
  where (commitment_amount.authority_id = ? and commitment_amount.commitment_id in (select id
  from commitment
  where (commitment.authority_id = ? and commitment.pool_id is not null and commitment.option_id is null)))
  order by commitment_amount.year asc;
-- with ["havering","havering"]

select series_id, year, rate_share
  from uplift_rate
  where uplift_rate.authority_id = ?
  order by uplift_rate.year asc;
-- with ["havering"]

select data_version, log_number
  from change_batch
  where change_batch.authority_id = ?
  order by change_batch.log_number desc
  limit ?;
-- with ["havering",1]
