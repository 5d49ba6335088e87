CREATE OR REPLACE VIEW model_calls_priced (
  Timestamp DateTime64(9) COMMENT 'start of the span',
  TraceId String COMMENT 'trace, 32 lower hex',
  SpanId String COMMENT 'span, 16 lower hex',
  ParentSpanId String COMMENT 'parent span; empty on the root of a trace',
  RunId String COMMENT 'the run: its UUIDv7, else the trace of a span of an agent in another language; empty outside a run',
  ServiceName LowCardinality(String) COMMENT 'service.name',
  Environment LowCardinality(String) COMMENT 'environment of the process',
  Team LowCardinality(String) COMMENT 'team that owns the process',
  AgentName LowCardinality(String) COMMENT 'the agent',
  AgentVersion LowCardinality(String) COMMENT 'the agent''s version, else the service''s',
  UserId String COMMENT 'the end user, where the app says',
  ConversationId String COMMENT 'conversation or chat memory id, where known',
  Library LowCardinality(String) COMMENT 'the hook that owns the call',
  Operation LowCardinality(String) COMMENT 'gen_ai.operation.name; empty on spans that are none of an agent',
  Provider LowCardinality(String) COMMENT 'who served the model',
  RequestModel LowCardinality(String) COMMENT 'the model asked for',
  ResponseModel LowCardinality(String) COMMENT 'the model that served',
  Streaming UInt8 COMMENT '1 where the answer was asked for as a stream',
  InputTokens Nullable(UInt64) COMMENT 'input tokens, cached ones included; NULL where unknown',
  OutputTokens Nullable(UInt64) COMMENT 'output tokens, reasoning included; NULL where unknown',
  CacheReadTokens Nullable(UInt64) COMMENT 'input tokens read from a cache; NULL where unknown',
  CacheWriteTokens Nullable(UInt64) COMMENT 'input tokens written to a cache; NULL where unknown',
  CacheWrite1hTokens Nullable(UInt64) COMMENT 'of those, kept for an hour; NULL where unknown',
  ReasoningTokens Nullable(UInt64) COMMENT 'output tokens spent on reasoning; NULL where unknown',
  InputAudioTokens Nullable(UInt64) COMMENT 'input tokens of audio; NULL where unknown',
  OutputAudioTokens Nullable(UInt64) COMMENT 'output tokens of audio; NULL where unknown',
  InputImageTokens Nullable(UInt64) COMMENT 'input tokens of images; NULL where unknown',
  UsageSource LowCardinality(String) COMMENT 'reported by the provider, or estimated',
  ServiceTier String COMMENT 'service tier that served, where the provider says',
  ServerAddress String COMMENT 'host of the provider',
  CostUsd Nullable(Decimal(18, 9)) COMMENT 'cost in USD; NULL where unpriced',
  CostStatus LowCardinality(String) COMMENT 'priced, estimated, unpriced, or unbilled (answered with an error)',
  CostReason LowCardinality(String) COMMENT 'why a cost is estimated or unpriced',
  CostCatalogue LowCardinality(String) COMMENT 'version of the price catalogue used',
  Attempts Nullable(UInt16) COMMENT 'HTTP attempts of a model call; NULL where unknown',
  Failed UInt8 COMMENT '1 where the status is an error',
  ErrorType LowCardinality(String) COMMENT 'class of the error, or the status code; empty without one',
  ErrorMessage String COMMENT 'message of the error',
  Outcome LowCardinality(String) COMMENT 'ok, error, cancelled, abandoned, cut or refused',
  FinishReasons Array(String) COMMENT 'why each choice ended',
  FallbackFromSpanId String COMMENT 'the failed call this one stands in for',
  FallbackFromModel LowCardinality(String) COMMENT 'the model that failed',
  FallbackFromProvider String COMMENT 'the provider that failed',
  FallbackFromError String COMMENT 'what it failed with',
  TimeToFirstChunk Nullable(Float64) COMMENT 'seconds to the first chunk of a stream; NULL where unknown',
  Duration UInt64 COMMENT 'length of the span, nanoseconds',
  DurationMs Float64 COMMENT 'length, milliseconds',
  IngestedAt DateTime64(3, 'UTC') COMMENT 'when the server took it in'
) AS
WITH
  ['input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_write_tokens', 'cache_write_1h_tokens',
   'output_reasoning_tokens', 'input_audio_tokens', 'output_audio_tokens', 'input_image_tokens'] AS UsageUnits,
  1000000000000000 AS MaxAmount,
  999999999999999999 AS MaxNano,
  -- who answered: by host where it is known, else by name. The rules are tried once for each host, and not for each call.
  hosts AS (
    SELECT
      Host,
      arrayFirst(
        rule -> lower(Host) LIKE rule.1,
        (SELECT arraySort(rule -> rule.3, groupArray((Pattern, toString(Provider), Priority))) FROM price_providers_newest WHERE Kind = 'host')).2 AS HostProvider
    FROM (SELECT toString(ServerAddress) AS Host FROM otel_traces WHERE CostStatus = 'unresolved' GROUP BY Host)
  ),
  sent AS (
    SELECT
      Timestamp, TraceId, SpanId, ParentSpanId, RunId, ServiceName, Environment, Team, AgentName, AgentVersion, UserId, ConversationId,
      Library, Operation, Provider, RequestModel, ResponseModel,
      SpanAttributes['gen_ai.request.stream'] = 'true' AS Streaming,
      InputTokens, OutputTokens, CacheReadTokens, CacheWriteTokens, CacheWrite1hTokens, ReasoningTokens,
      InputAudioTokens, OutputAudioTokens, InputImageTokens, UsageSource,
      SpanAttributes['aiops.usage.service_tier'] AS ServiceTier,
      toString(spans.ServerAddress) AS ServerAddress,
      Attempts, Failed, ErrorType, StatusMessage AS ErrorMessage, Outcome,
      JSONExtract(SpanAttributes['gen_ai.response.finish_reasons'], 'Array(String)') AS FinishReasons,
      FallbackFromSpanId, FallbackFromModel,
      SpanAttributes['aiops.fallback.from.provider'] AS FallbackFromProvider,
      SpanAttributes['aiops.fallback.from.error'] AS FallbackFromError,
      TimeToFirstChunk, Duration, Duration / 1e6 AS DurationMs, IngestedAt,
      if(ServerAddress != '',
        hosts.HostProvider,
        (SELECT CAST(groupArray((Pattern, toString(Provider))), 'Map(String, String)') FROM price_providers_newest WHERE Kind = 'name')[lower(Provider)]
      ) AS PriceProvider,
      lower(trimBoth(if(ResponseModel != '', toString(ResponseModel), toString(RequestModel)))) AS PriceModel,
      arrayMap(
        amount -> toInt64(least(ifNull(amount, 0), MaxAmount + 1)),
        [InputTokens, OutputTokens, CacheReadTokens, CacheWriteTokens, CacheWrite1hTokens, ReasoningTokens,
         InputAudioTokens, OutputAudioTokens, InputImageTokens]) AS Amounts,
      toUnixTimestamp64Second(Timestamp) AS Second,
      toUnixTimestamp64Milli(Timestamp) % 86400000 AS MilliOfDay
    FROM otel_traces AS spans
    GLOBAL ANY LEFT JOIN hosts ON hosts.Host = toString(spans.ServerAddress)
    WHERE CostStatus = 'unresolved'
  ),
  listed AS (
    SELECT sent.*, newest.Catalogue AS Catalogue, newest.Offers AS Offers
    FROM sent
    ANY LEFT JOIN (SELECT Catalogue, toString(Provider) AS PriceProvider, Model AS PriceModel, Offers FROM prices_newest) AS newest
    USING (PriceProvider, PriceModel)
  ),
  -- each step is a query of its own: names that build on each other in one query are computed again for each use
  holding AS (
    SELECT
      * EXCEPT (Offers),
      Offers[greatest(1, arrayLastIndex(
        offer -> Second >= offer.FromSeconds AND multiIf(
          offer.DailyFrom = offer.DailyTo, 1,
          offer.DailyTo < offer.DailyFrom, MilliOfDay >= offer.DailyFrom OR MilliOfDay < offer.DailyTo,
          MilliOfDay >= offer.DailyFrom AND MilliOfDay < offer.DailyTo),
        Offers))] AS Offer
    FROM listed
  ),
  offered AS (
    SELECT
      * EXCEPT (Offer), toString(Offer.Kind) AS Kind, Offer.Prices AS Prices,
      arrayMap(price -> toString(price.Unit), Prices) AS Billed,
      arrayMap(price -> arrayMax(arrayPushBack(arrayMap(place -> Amounts[place], price.Covers), toInt64(0))), Prices) AS Raised
    FROM holding
  ),
  -- each priced unit is billed for its amount less what its priced parts are billed for
  owned AS (
    SELECT
      *,
      indexOf(Billed, 'input_tokens') AS InputPlace,
      arrayFold(
        (own, price, raised) -> arrayPushBack(
          own,
          if(price.Unit = 'requests', toInt64(1),
            greatest(toInt64(0), raised - arraySum(arrayMap(part -> own[part], price.Parts))))),
        Prices, Raised, CAST([], 'Array(Int64)')) AS Own
    FROM offered
  ),
  measured AS (
    SELECT
      *,
      arrayMap(price -> arraySum(arrayMap(part -> Own[part], price.Parts)), Prices) AS InParts,
      arrayFilter(place -> Amounts[place] > 0, range(1, 10)) AS Used,
      arrayFilter(place -> NOT arrayExists(price -> has(price.Covers, place), Prices), Used) AS Missing
    FROM owned
  ),
  tiered AS (
    SELECT
      *,
      greatest(Raised[InputPlace], InParts[InputPlace]) AS InputTotal,
      arrayMap(price -> 1 + arrayCount(start -> InputTotal > start, price.Starts), Prices) AS Tiers
    FROM measured
  ),
  costed AS (
    SELECT
      *,
      arraySum(arrayMap(
        (price, own, tier) -> intDiv(toInt128(own) * price.Nano[tier] + price.Per[tier] - 1, toInt128(price.Per[tier])),
        Prices, Own, Tiers)) AS Nano
    FROM tiered
  ),
  -- Reasons are chosen from arrays: branches of if and multiIf are computed for the rows that take them, by taking the arrays above apart and
  -- putting them together again, which costs three times as much.
  charged AS (
    SELECT
      *,
      arrayFirst(why -> why.1, [
        (arrayMax(Amounts) > MaxAmount, 'the usage is above what is believed'),
        (PriceProvider = '' AND ServerAddress != '', 'the host is no provider''s in the price list'),
        (PriceProvider = '', 'no provider of that name in the price list'),
        (Kind = '', 'no model of that name in the price list'),
        (Kind = 'unknown', 'the model is listed without a price'),
        (Kind = 'free', ''),
        (empty(Used) AND Billed != ['requests'], 'no usage was reported'),
        (notEmpty(Missing) AND (arrayExists(unit -> endsWith(unit, '_tokens'), Billed) OR (length(Missing) = length(Used) AND NOT has(Billed, 'requests'))),
         'the model has no price for what was used'),
        (Nano > MaxNano, 'the cost is above what is believed'),
        (1, '')]).2 AS WhyUnpriced,
      arrayFirst(why -> why.1, [
        (Kind = 'free', ''),
        (UsageSource = 'estimated', 'the usage is an estimate'),
        ((InputPlace > 0 AND InputTokens IS NULL) OR (has(Billed, 'output_tokens') AND OutputTokens IS NULL), 'not all usage was reported'),
        (arrayExists((price, raised, parts) -> parts > raised OR raised > Amounts[indexOf(UsageUnits, toString(price.Unit))], Prices, Raised, InParts),
         'a total below its parts was raised to them'),
        (arrayExists(price -> notEmpty(price.Meeting) AND Amounts[price.Meeting[1]] > 0 AND Amounts[price.Meeting[2]] > 0, Prices),
         'what overlapping amounts share was not reported'),
        (1, '')]).2 AS WhyEstimated,
      bitAnd(Failed, InputTokens IS NULL) AS IsUnbilled,
      bitOr(IsUnbilled, notEmpty(WhyUnpriced)) AS HasNoCost
    FROM costed
  )
SELECT
  Timestamp, TraceId, SpanId, ParentSpanId, RunId, ServiceName, Environment, Team, AgentName, AgentVersion, UserId, ConversationId,
  Library, Operation, Provider, RequestModel, ResponseModel, Streaming,
  InputTokens, OutputTokens, CacheReadTokens, CacheWriteTokens, CacheWrite1hTokens, ReasoningTokens,
  InputAudioTokens, OutputAudioTokens, InputImageTokens, UsageSource, ServiceTier, ServerAddress,
  CAST([toNullable(toDecimal128(least(Nano, MaxNano) * (Kind != 'free'), 9) / 1000000000), NULL][1 + HasNoCost], 'Nullable(Decimal(18, 9))') AS CostUsd,
  CAST(['priced', 'estimated', 'unpriced', 'unbilled'][1 + arrayMax([3 * IsUnbilled, 2 * notEmpty(WhyUnpriced), notEmpty(WhyEstimated)])], 'LowCardinality(String)') AS CostStatus,
  CAST([WhyEstimated, WhyUnpriced, '', ''][1 + notEmpty(WhyUnpriced) + 2 * IsUnbilled], 'LowCardinality(String)') AS CostReason,
  CAST([toString(Catalogue), ''][1 + notEmpty(WhyUnpriced)], 'LowCardinality(String)') AS CostCatalogue,
  Attempts, Failed, ErrorType, ErrorMessage, Outcome, FinishReasons,
  FallbackFromSpanId, FallbackFromModel, FallbackFromProvider, FallbackFromError,
  TimeToFirstChunk, Duration, DurationMs, IngestedAt
FROM charged
COMMENT 'calls that were sent without a cost, priced by exact provider and model; the rest is unpriced (NULL)'
