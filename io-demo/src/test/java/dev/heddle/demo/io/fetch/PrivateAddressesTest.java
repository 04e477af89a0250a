package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "2002:7f00:1::1",
                "2002:c0a8:1::1",
                "2001::1",
                "2001:db8::1",
                "100::1",
                "::127.0.0.1"
            })
    void whatIsNotPublicIsRefused(String address) throws UnknownHostException {
        assertThat(PrivateAddresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void publicOnesAreAllowed(String address) throws UnknownHostException {
        assertThat(PrivateAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    /** The JDK turns mapped addresses into what is inside; others' resolvers may not. */
    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000000ffff7f000001", "00000000000000000000ffffa9fea9fe"})
    void mappedAddressesCountAsWhatIsInside(String hex) throws UnknownHostException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(PrivateAddresses.isPublic(InetAddress.getByAddress(bytes))).isFalse();
        assertThat(PrivateAddresses.isPublic(java.net.Inet6Address.getByAddress(null, bytes, -1)))
                .isFalse();
    }
}
