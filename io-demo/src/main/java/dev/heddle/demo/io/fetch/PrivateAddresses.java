package dev.heddle.demo.io.fetch;

import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public Internet from all others, by IANA's registries of special-purpose
 * addresses (RFC 6890): what a URL of a stranger must not reach. Addresses of IPv4 inside those of
 * IPv6 (mapped, compatible, NAT64, 6to4) count as what is inside; Teredo's are refused, as what is
 * inside them is hidden.
 */
final class PrivateAddresses {
    private static final List<Block> BLOCKS =
            List.of(
                    block(8, 0), // this network
                    block(8, 10), // private use
                    block(10, 100, 64), // carrier-grade NAT
                    block(8, 127), // loopback
                    block(16, 169, 254), // link-local, with the clouds' metadata
                    block(12, 172, 16), // private use
                    block(24, 192, 0, 0), // protocol assignments
                    block(24, 192, 0, 2), // documentation
                    block(24, 192, 88, 99), // 6to4 relays
                    block(16, 192, 168), // private use
                    block(15, 198, 18), // benchmarks
                    block(24, 198, 51, 100), // documentation
                    block(24, 203, 0, 113), // documentation
                    block(3, 224)); // multicast, reserved, broadcast

    /** Global unicast addresses are all from here; what is not is local or of no use. */
    private static final Block PUBLIC_V6 = block(3, 0x20);

    private static final List<Block> BLOCKS_V6 =
            List.of(
                    block(32, 0x20, 0x01), // Teredo
                    block(28, 0x20, 0x01, 0x00, 0x10), // ORCHID
                    block(28, 0x20, 0x01, 0x00, 0x20), // ORCHIDv2
                    block(48, 0x20, 0x01, 0x00, 0x02, 0x00, 0x00), // benchmarks
                    block(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
                    block(20, 0x3f, 0xff, 0x00)); // documentation

    private static final Block MAPPED = block(96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff);
    private static final Block COMPATIBLE = block(96);
    private static final Block NAT64 = block(96, 0, 0x64, 0xff, 0x9b);
    private static final Block SIX_TO_FOUR = block(16, 0x20, 0x02);

    private PrivateAddresses() {}

    static boolean isPublic(InetAddress address) {
        return isPublic(address.getAddress());
    }

    private static boolean isPublic(byte[] address) {
        if (address.length == 4) {
            return BLOCKS.stream().noneMatch(block -> block.has(address));
        }
        if (MAPPED.has(address) || COMPATIBLE.has(address) || NAT64.has(address)) {
            return isPublic(inside(address, 12));
        }
        if (SIX_TO_FOUR.has(address)) {
            return isPublic(inside(address, 2));
        }
        return PUBLIC_V6.has(address) && BLOCKS_V6.stream().noneMatch(block -> block.has(address));
    }

    private static byte[] inside(byte[] address, int from) {
        byte[] inside = new byte[4];
        System.arraycopy(address, from, inside, 0, inside.length);
        return inside;
    }

    private static Block block(int bits, int... first) {
        return new Block(bits, first);
    }

    /** All addresses with the same first bits. */
    private static final class Block {
        private final int bits;
        private final int[] first;

        Block(int bits, int... first) {
            this.bits = bits;
            this.first = first;
        }

        boolean has(byte[] address) {
            for (int i = 0; i * 8 < bits; i++) {
                int expected = i < first.length ? first[i] : 0;
                int mask = 0xff << Math.max(0, 8 - (bits - i * 8)) & 0xff;
                if ((address[i] & mask) != (expected & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
