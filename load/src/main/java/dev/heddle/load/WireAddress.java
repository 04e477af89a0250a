package dev.heddle.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where requests go.
 *
 * @param host as in the URL
 * @param authority host and port
 * @param addresses which that host has; none if it is unknown
 */
record WireAddress(String host, String authority, List<InetSocketAddress> addresses) {
    WireAddress {
        addresses = List.copyOf(addresses);
    }

    /**
     * Looks up the hosts of some requests, once for a whole run. Waits for that: not on a loop.
     *
     * @return by authority
     */
    static Map<String, WireAddress> lookUp(List<LoadRequest> requests) {
        var all = new LinkedHashMap<String, WireAddress>();
        for (var request : requests) {
            var url = WireUrl.of(request.url());
            all.computeIfAbsent(url.authority(), _ -> lookUp(url));
        }
        return all;
    }

    private static WireAddress lookUp(WireUrl url) {
        return new WireAddress(url.host(), url.authority(), addresses(url));
    }

    private static List<InetSocketAddress> addresses(WireUrl url) {
        try {
            return Stream.of(InetAddress.getAllByName(url.host()))
                    .map(address -> new InetSocketAddress(address, url.port()))
                    .toList();
        } catch (UnknownHostException _) {
            // Each request to it fails for that.
            return List.of();
        }
    }
}
