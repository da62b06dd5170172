/**
 * The one place that says which servers are run: as plain processes (Maven coordinates), as test containers and in
 * docker-compose.yml (image tags; infra/compose.test.ts compares).
 */
export const VERSIONS = {
  kafka: '4.3.0',
  opensearch: '3.7.0',
  /** The oldest `redis-server` that will do; the one out of the jar is a 6.2 too. */
  redisAtLeast: 6,
  embeddedRedis: '1.4.3',
  mavenDependencyPlugin: '3.8.1',
  /** OpenSearch 3 runs on 21 and later; Kafka 4 on 17. */
  javaAtLeast: 21,
} as const;

/** Maven coordinates, `group:artifact:version:packaging`. */
export const ARTIFACTS = {
  kafka: { group: 'org.apache.kafka', artifact: 'kafka_2.13', version: VERSIONS.kafka },
  /** Kafka's jars bring no logger of their own, and would say nothing of why they do not start. */
  kafkaLogger: { group: 'org.slf4j', artifact: 'slf4j-simple', version: '1.7.36' },
  opensearch: `org.opensearch.distribution.integ-test-zip:opensearch:${VERSIONS.opensearch}:zip`,
  redis: `com.github.codemonstur:embedded-redis:${VERSIONS.embeddedRedis}:jar`,
  dependencyPlugin: `org.apache.maven.plugins:maven-dependency-plugin:${VERSIONS.mavenDependencyPlugin}`,
} as const;

/** The same servers as images. */
export const IMAGES = {
  kafka: `apache/kafka:${VERSIONS.kafka}`,
  opensearch: `opensearchproject/opensearch:${VERSIONS.opensearch}`,
  dashboards: `opensearchproject/opensearch-dashboards:${VERSIONS.opensearch}`,
  /** The last series under the BSD licence. */
  redis: 'redis:7.2.11-alpine',
} as const;
