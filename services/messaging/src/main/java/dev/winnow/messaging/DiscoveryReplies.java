package dev.winnow.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.contracts.RequestContract;
import java.util.List;
import java.util.Map;

/** The JSON of NATS ADR-32, every field always there. */
final class DiscoveryReplies {
    static final String PING = "io.nats.micro.v1.ping_response";
    static final String INFO = "io.nats.micro.v1.info_response";
    static final String STATS = "io.nats.micro.v1.stats_response";

    private DiscoveryReplies() {}

    record Ping(
            String type, String name, String id, String version, Map<String, String> metadata) {}

    record InfoReply(
            String type,
            String name,
            String id,
            String version,
            Map<String, String> metadata,
            String description,
            List<EndpointInfo> endpoints) {}

    record EndpointInfo(
            String name,
            String subject,
            @JsonProperty("queue_group") String queueGroup,
            Map<String, String> metadata) {
        static EndpointInfo of(RequestContract<?, ?> contract) {
            return new EndpointInfo(
                    contract.name(),
                    contract.subject(),
                    Endpoints.QUEUE_GROUP,
                    EndpointMetadata.of(contract));
        }
    }

    record Stats(
            String type,
            String name,
            String id,
            String version,
            Map<String, String> metadata,
            String started,
            List<EndpointStatistics> endpoints) {}

    /** Times in nanoseconds, from a request's arrival until its reply was published. */
    record EndpointStatistics(
            String name,
            String subject,
            @JsonProperty("queue_group") String queueGroup,
            @JsonProperty("num_requests") long requests,
            @JsonProperty("num_errors") long errors,
            @JsonProperty("last_error") String lastError,
            @JsonProperty("processing_time") long processingTime,
            @JsonProperty("average_processing_time") long averageProcessingTime,
            Object data) {
        static EndpointStatistics of(Endpoint<?, ?> endpoint) {
            RequestContract<?, ?> contract = endpoint.contract();
            EndpointStats stats = endpoint.stats();
            long requests = stats.requests();
            long nanos = stats.processingNanos();
            return new EndpointStatistics(
                    contract.name(),
                    contract.subject(),
                    Endpoints.QUEUE_GROUP,
                    requests,
                    stats.errors(),
                    stats.lastError(),
                    nanos,
                    requests == 0 ? 0 : nanos / requests,
                    endpoint.status());
        }
    }
}
