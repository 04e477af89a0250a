package dev.heddle.load.stub;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Spoils some of all answers.
 *
 * @param fault how
 * @param share of the answers, from 0 to 1
 */
record FaultShare(Fault fault, double share) implements ResponseDefinitionTransformerV2 {
    FaultShare {
        // NaN is refused as well.
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "the share of faults is more than 0 and at most 1: " + share);
        }
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        var usual = event.getResponseDefinition();
        return ThreadLocalRandom.current().nextDouble() < share
                ? ResponseDefinitionBuilder.like(usual).withFault(fault).build()
                : usual;
    }

    @Override
    public String getName() {
        return "heddle-fault-share";
    }
}
