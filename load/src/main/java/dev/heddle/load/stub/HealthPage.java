package dev.heddle.load.stub;

import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import java.util.function.Supplier;

/**
 * Tells how a WireMock is at {@link StubHealthJson#PATH}.
 *
 * @param counters of that one
 */
record HealthPage(Supplier<StubCounters> counters) implements AdminApiExtension {
    private static final String BELOW_ADMIN = StubHealthJson.PATH.substring("/__admin".length());

    @Override
    public void contributeAdminApiRoutes(Router router) {
        router.add(
                RequestMethod.GET,
                BELOW_ADMIN,
                (_, _, _) ->
                        ResponseDefinitionBuilder.responseDefinition()
                                .withHeader("Content-Type", "application/json")
                                .withBody(StubHealthJson.write(counters.get()))
                                .build());
    }

    @Override
    public String getName() {
        return "heddle-health";
    }
}
