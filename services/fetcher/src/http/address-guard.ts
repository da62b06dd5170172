import ipaddr from 'ipaddr.js';

/** A setting that is no list of networks. */
export class NetworkListError extends Error {
  override readonly name = 'NetworkListError';
}

/** Says whether an address may be connected to. */
export type AddressGuard = (address: string) => boolean;

/** Clouds tell secrets to whoever asks these, and they are public addresses by their ranges. */
const METADATA = new Set(['168.63.129.16', '100.100.100.200', 'fd00:ec2::254']);

/**
 * Allows public unicast addresses only: no loopback, private, link-local, carrier-grade NAT, unique-local, multicast,
 * documentation or transition ranges (6to4, Teredo), however the address is dressed (IPv4 mapped into IPv6, NAT64). Of
 * IPv6 only what IANA gives out as global unicast, 2000::/3: what lies outside is reserved or leads somewhere local.
 *
 * @param allowed networks that may be reached all the same, as `127.0.0.0/8`
 * @throws NetworkListError naming the entry that is none
 */
export function createAddressGuard(allowed: readonly string[] = []): AddressGuard {
  const networks = allowed.map(network);
  return (address) => {
    if (!ipaddr.isValid(address)) return false;
    const plain = unwrapped(ipaddr.parse(address.split('%', 1)[0] ?? ''));
    if (networks.some(([range, bits]) => plain.kind() === range.kind() && plain.match(range, bits))) return true;
    if (plain instanceof ipaddr.IPv6 && !plain.match(...GLOBAL_UNICAST)) return false;
    return plain.range() === 'unicast' && !METADATA.has(plain.toString());
  };
}

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** RFC 6052: its last 32 bits are an IPv4 address. RFC 8215's 64:ff9b:1::/48 is for local use: where it leads nobody knows. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function network(text: string): [Address, number] {
  const trimmed = text.trim();
  try {
    if (trimmed.includes('/')) return ipaddr.parseCIDR(trimmed);
    const address = ipaddr.parse(trimmed);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch (cause) {
    throw new NetworkListError(`"${trimmed}" is no network: write it as 127.0.0.0/8 or fd00::/8`, { cause });
  }
}

/** The IPv4 address inside an IPv4-mapped or NAT64 (64:ff9b::/96) one. */
function unwrapped(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (!address.match(...NAT64)) return address;
  const bytes = address.toByteArray().slice(-4);
  return new ipaddr.IPv4(bytes);
}

/** The literal address in a URL's host, or undefined where it is a name. The URL parser has undone odd spellings. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : undefined;
}
