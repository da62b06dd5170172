export { createClient, type KafkaConnection, type KafkaLogger } from './connection.ts';
export { type KafkaLogOptions, openKafkaLog } from './log.ts';
export { PublishError } from './publisher.ts';
export { LostRecordsError, UnknownTopicError } from './subscription.ts';
export { type SetupLine, setUpTopics, type TopicsWanted, type TopicWanted } from './topics.ts';
