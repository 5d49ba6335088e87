CREATE TABLE IF NOT EXISTS message_content ON CLUSTER '{cluster}'
-- All rows of a batch go to one shard, where they are one block and one part, and its token is spent once. What has no batch goes by its trace.
AS message_content_local
ENGINE = Distributed('{cluster}', '${database}', 'message_content_local', if(BatchId = '', cityHash64(TraceId), cityHash64(BatchId)))
COMMENT 'messages of all shards'
