package dev.winnow.contracts.velocity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far back is counted. */
public enum Window {
    @JsonProperty("1h")
    HOUR,
    @JsonProperty("24h")
    DAY,
    @JsonProperty("7d")
    WEEK,
    @JsonProperty("30d")
    MONTH
}
