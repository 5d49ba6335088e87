ALTER TABLE otel_traces_local ON CLUSTER '{cluster}'
-- What a call cost that was sent without a cost, by the catalogue that held when it came in: it is looked up once, and not with every look at the
-- costs. Each lambda has one element or none, so that other spans pay nothing for it; it binds the names that the lambdas within it use.
-- model_calls_priced says the same in steps that are easier to read, by the catalogue that holds now.
  ADD COLUMN IF NOT EXISTS FoundPrice Tuple(
    CostUsd Nullable(Decimal(18, 9)),
    CostStatus LowCardinality(String),
    CostReason LowCardinality(String),
    CostCatalogue LowCardinality(String)) MATERIALIZED
  arrayMap(
    once -> arrayMap(
      (provider, model, amounts, second, milli_of_day) -> arrayMap(
        (offers, catalogue) -> arrayMap(
          offer -> arrayMap(
            (kind, prices) -> arrayMap(
              (billed, raised) -> arrayMap(
                own -> arrayMap(
                  (input_place, in_parts, used) -> arrayMap(
                    (missing, input_total) -> arrayMap(
                      nano -> arrayMap(
                        (why_unpriced, why_estimated, is_unbilled) -> (
                          [toNullable(toDecimal128(least(nano, toInt128(999999999999999999)) * (kind != 'free'), 9) / 1000000000), NULL][1 + bitOr(is_unbilled, notEmpty(why_unpriced))],
                          ['priced', 'estimated', 'unpriced', 'unbilled'][1 + arrayMax([3 * is_unbilled, 2 * notEmpty(why_unpriced), notEmpty(why_estimated)])],
                          [why_estimated, why_unpriced, '', ''][1 + notEmpty(why_unpriced) + 2 * is_unbilled],
                          [catalogue, ''][1 + notEmpty(why_unpriced)]),
                        [tupleElement(arrayFirst(why -> tupleElement(why, 1), [
                          (arrayMax(amounts) > 1000000000000000, 'the usage is above what is believed'),
                          (provider = '' AND ServerAddress != '', 'the host is no provider''s in the price list'),
                          (provider = '', 'no provider of that name in the price list'),
                          (kind = '', 'no model of that name in the price list'),
                          (kind = 'unknown', 'the model is listed without a price'),
                          (kind = 'free', ''),
                          (empty(used) AND billed != ['requests'], 'no usage was reported'),
                          (notEmpty(missing) AND (arrayExists(unit -> endsWith(unit, '_tokens'), billed) OR (length(missing) = length(used) AND NOT has(billed, 'requests'))),
                           'the model has no price for what was used'),
                          (nano > 999999999999999999, 'the cost is above what is believed'),
                          (1, '')]), 2)],
                        [tupleElement(arrayFirst(why -> tupleElement(why, 1), [
                          (kind = 'free', ''),
                          (UsageSource = 'estimated', 'the usage is an estimate'),
                          ((input_place > 0 AND InputTokens IS NULL) OR (has(billed, 'output_tokens') AND OutputTokens IS NULL), 'not all usage was reported'),
                          (arrayExists(
                            (price, raised_to, of_parts) -> of_parts > raised_to
                              OR raised_to > amounts[indexOf(['input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_write_tokens', 'cache_write_1h_tokens',
                                'output_reasoning_tokens', 'input_audio_tokens', 'output_audio_tokens', 'input_image_tokens'], toString(tupleElement(price, 'Unit')))],
                            prices, raised, in_parts), 'a total below its parts was raised to them'),
                          (arrayExists(
                            price -> notEmpty(tupleElement(price, 'Meeting')) AND amounts[tupleElement(price, 'Meeting')[1]] > 0 AND amounts[tupleElement(price, 'Meeting')[2]] > 0,
                            prices), 'what overlapping amounts share was not reported'),
                          (1, '')]), 2)],
                        [bitAnd(Failed, InputTokens IS NULL)]
                      )[1],
                      [arraySum(arrayMap(
                        (price, own_amount) -> intDiv(
                          toInt128(own_amount) * tupleElement(price, 'Nano')[1 + arrayCount(start -> input_total > start, tupleElement(price, 'Starts'))]
                            + tupleElement(price, 'Per')[1 + arrayCount(start -> input_total > start, tupleElement(price, 'Starts'))] - 1,
                          toInt128(tupleElement(price, 'Per')[1 + arrayCount(start -> input_total > start, tupleElement(price, 'Starts'))])),
                        prices, own))]
                    )[1],
                    [arrayFilter(place -> NOT arrayExists(price -> has(tupleElement(price, 'Covers'), place), prices), used)],
                    [greatest(raised[input_place], in_parts[input_place])]
                  )[1],
                  [indexOf(billed, 'input_tokens')],
                  [arrayMap(price -> arraySum(arrayMap(part -> own[part], tupleElement(price, 'Parts'))), prices)],
                  [arrayFilter(place -> amounts[place] > 0, range(1, 10))]
                )[1],
                -- each priced unit is billed for its amount less what its priced parts are billed for
                [arrayFold(
                  (before, price, raised_to) -> arrayPushBack(
                    before,
                    if(tupleElement(price, 'Unit') = 'requests', toInt64(1),
                      greatest(toInt64(0), raised_to - arraySum(arrayMap(part -> before[part], tupleElement(price, 'Parts')))))),
                  prices, raised, CAST([], 'Array(Int64)'))]
              )[1],
              [arrayMap(price -> toString(tupleElement(price, 'Unit')), prices)],
              [arrayMap(price -> arrayMax(arrayPushBack(arrayMap(place -> amounts[place], tupleElement(price, 'Covers')), toInt64(0))), prices)]
            )[1],
            [toString(tupleElement(offer, 'Kind'))],
            [tupleElement(offer, 'Prices')]
          )[1],
          [offers[greatest(1, arrayLastIndex(
            one -> second >= tupleElement(one, 'FromSeconds') AND multiIf(
              tupleElement(one, 'DailyFrom') = tupleElement(one, 'DailyTo'), 1,
              tupleElement(one, 'DailyTo') < tupleElement(one, 'DailyFrom'), milli_of_day >= tupleElement(one, 'DailyFrom') OR milli_of_day < tupleElement(one, 'DailyTo'),
              milli_of_day >= tupleElement(one, 'DailyFrom') AND milli_of_day < tupleElement(one, 'DailyTo')),
            offers))]]
        )[1],
        [joinGet('${database}.price_book', 'Offers', 'model', provider, model)],
        [joinGet('${database}.price_book', 'Catalogue', 'model', provider, model)]
      )[1],
      -- who answered: by host where it is known, else by name
      [if(ServerAddress != '',
        tupleElement(arrayFirst(rule -> lower(toString(ServerAddress)) LIKE tupleElement(rule, 1), joinGet('${database}.price_book', 'Hosts', 'hosts', '', '')), 2),
        joinGet('${database}.price_book', 'Provider', 'name', lower(toString(Provider)), ''))],
      [lower(trimBoth(if(ResponseModel != '', toString(ResponseModel), toString(RequestModel))))],
      [arrayMap(
        amount -> toInt64(least(ifNull(amount, 0), 1000000000000001)),
        [InputTokens, OutputTokens, CacheReadTokens, CacheWriteTokens, CacheWrite1hTokens, ReasoningTokens, InputAudioTokens, OutputAudioTokens, InputImageTokens])],
      [toUnixTimestamp64Second(Timestamp)],
      [toUnixTimestamp64Milli(Timestamp) % 86400000]
    )[1],
    range(toUInt8(CostStatus = 'unresolved'))
  )[1]
    COMMENT 'what a call cost that was sent without a cost, by the catalogue that held when it came in: empty on others' CODEC(ZSTD(1)),
-- When a version of an agent was seen first, of each day.
  ADD PROJECTION IF NOT EXISTS versions (
    SELECT toDate(Timestamp, 'UTC'), AgentName, AgentVersion, ServiceName, Environment, Team, min(Timestamp)
    GROUP BY toDate(Timestamp, 'UTC'), AgentName, AgentVersion, ServiceName, Environment, Team
  )
