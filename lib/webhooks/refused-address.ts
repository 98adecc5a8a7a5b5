import { BlockList, isIP } from "node:net";

/** Where the machine's own provider answers with credentials, and where no other system can be. */
const refused = new BlockList();
refused.addSubnet("0.0.0.0", 8);
refused.addSubnet("169.254.0.0", 16);
refused.addSubnet("224.0.0.0", 4);
refused.addAddress("255.255.255.255");
refused.addAddress("100.100.100.200");
refused.addAddress("::", "ipv6");
refused.addSubnet("fe80::", 10, "ipv6");
refused.addSubnet("ff00::", 8, "ipv6");
refused.addAddress("fd00:ec2::254", "ipv6");
// The same by way of a translator (RFC 6052, RFC 3056).
refused.addSubnet("64:ff9b::a9fe:0", 112, "ipv6");
refused.addSubnet("2002:a9fe::", 32, "ipv6");

/**
 * Whether nothing of ours may connect to an IP address: link-local and metadata addresses, "this host", multicast.
 * Loopback and private networks are allowed, because studios run things at home.
 */
export function isRefusedAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  const family = isIP(bare);
  return family !== 0 && refused.check(bare, family === 6 ? "ipv6" : "ipv4");
}
