CREATE TABLE IF NOT EXISTS otel_logs ON CLUSTER '{cluster}'
-- All rows of a batch go to one shard, where they are one block and one part, and its token is spent once. What has no batch goes by its trace.
AS otel_logs_local
ENGINE = Distributed('{cluster}', '${database}', 'otel_logs_local', if(BatchId = '', cityHash64(TraceId), cityHash64(BatchId)))
COMMENT 'log records of all shards'
