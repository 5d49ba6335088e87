CREATE TABLE IF NOT EXISTS otel_traces ON CLUSTER '{cluster}'
-- All rows of a batch go to one shard, where they are one block and one part, and its token is spent once. What has no batch goes by its trace.
AS otel_traces_local
ENGINE = Distributed('{cluster}', '${database}', 'otel_traces_local', if(BatchId = '', cityHash64(TraceId), cityHash64(BatchId)))
COMMENT 'spans of all shards'
