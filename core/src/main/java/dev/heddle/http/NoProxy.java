package dev.heddle.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** A rule of NO_PROXY, as curl reads it: which hosts are reached without the proxy. */
sealed interface NoProxy {
    /** Whether the rule is about this origin. */
    boolean matches(Origin origin);

    /**
     * Reads one rule.
     *
     * @throws IllegalArgumentException if it is none; the message shows it
     */
    static NoProxy of(String text) {
        String rule = text.strip().toLowerCase(Locale.ROOT);
        if (rule.equals("*")) {
            return new Everything();
        }
        if (rule.startsWith("[") && rule.contains("]")) {
            return bracketed(text, rule);
        }
        int colon = rule.indexOf(':');
        boolean hasPort = colon >= 0 && colon == rule.lastIndexOf(':');
        int port = hasPort ? port(text, rule.substring(colon + 1)) : 0;
        return host(text, hasPort ? rule.substring(0, colon) : rule, port);
    }

    private static NoProxy bracketed(String text, String rule) {
        int end = rule.indexOf(']');
        String rest = rule.substring(end + 1);
        int port = rest.startsWith(":") ? port(text, rest.substring(1)) : 0;
        if (!rest.isEmpty() && port == 0) {
            throw malformed(text);
        }
        return host(text, rule.substring(1, end), port);
    }

    private static NoProxy host(String text, String host, int port) {
        int slash = host.indexOf('/');
        String address = slash < 0 ? host : host.substring(0, slash);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes != null) {
            int bits = bytes.length * Byte.SIZE;
            int prefix = slash < 0 ? bits : number(text, host.substring(slash + 1), bits);
            return new Network(
                    new IpSubnetFilterRule(address(bytes), prefix, IpFilterRuleType.ACCEPT), port);
        }
        String name = host.replaceFirst("^\\.+", "").replaceFirst("\\.$", "");
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw malformed(text);
        }
        return new Name(name, port);
    }

    private static int port(String text, String digits) {
        return number(text, digits, 65_535);
    }

    private static int number(String text, String digits, int most) {
        int number = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
        if (number > most) {
            throw malformed(text);
        }
        return number;
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "not a host to reach without a proxy: "
                        + text.replaceAll("\\p{Cntrl}", "\uFFFD")
                        + " (a name, an address, or a network such as 10.0.0.0/8)");
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPort(Origin origin, int port) {
        return port == 0 || port == origin.port();
    }

    /** The star. */
    record Everything() implements NoProxy {
        @Override
        public boolean matches(Origin origin) {
            return true;
        }
    }

    /**
     * A name and what is below it; what is an address has no such.
     *
     * @param port 0 for any
     */
    record Name(String name, int port) implements NoProxy {
        @Override
        public boolean matches(Origin origin) {
            String host = origin.host().replaceFirst("\\.$", "");
            return isPort(origin, port)
                    && (host.equals(name) || host.endsWith("." + name))
                    && NetUtil.createByteArrayFromIpAddressString(host) == null;
        }
    }

    /**
     * An address or a network of them; names are not looked up for it.
     *
     * @param port 0 for any
     */
    record Network(IpSubnetFilterRule rule, int port) implements NoProxy {
        @Override
        public boolean matches(Origin origin) {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(origin.host());
            return bytes != null
                    && isPort(origin, port)
                    && rule.matches(new InetSocketAddress(address(bytes), origin.port()));
        }
    }
}
