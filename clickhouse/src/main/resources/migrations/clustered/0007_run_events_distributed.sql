CREATE TABLE IF NOT EXISTS run_events ON CLUSTER '{cluster}'
-- All rows of a batch go to one shard, where they are one block and one part, and its token is spent once. What has no batch goes by its run.
AS run_events_local
ENGINE = Distributed('{cluster}', '${database}', 'run_events_local', if(BatchId = '', cityHash64(RunId), cityHash64(BatchId)))
COMMENT 'what runs report of all shards'
