//! Where a request comes from.

use actix_web::HttpRequest;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The network address of a request, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address(Option<IpAddr>);

impl Address {
    /// The visitor's address; behind a proxy that can be trusted, what the proxy tells.
    pub fn of(request: &HttpRequest, trust_proxy: bool) -> Self {
        let connection = request.connection_info();
        let text = if trust_proxy {
            connection.realip_remote_addr()
        } else {
            connection.peer_addr()
        };
        Self::read(text.unwrap_or_default())
    }

    /// Reads an address, with or without a port, as `Forwarded` writes it too (RFC 7239,
    /// section 6).
    fn read(text: &str) -> Self {
        let text = text.trim_matches('"');
        let bare = text.trim_start_matches('[').trim_end_matches(']');
        let with_port = || text.parse().ok().map(|socket: SocketAddr| socket.ip());
        let address = bare.parse().ok().or_else(with_port);
        Self(address.map(|address| address.to_canonical()))
    }

    /// The network it belongs to, for records: enough to tell one place from another, not enough
    /// to tell one household from its neighbours. `192.0.2.0/24`, `2001:db8:7::/48`.
    pub fn shortened(self) -> String {
        self.network(24, 48)
    }

    /// What counts as one visitor where requests are counted: one IPv4 address, one IPv6 network
    /// of the size that a household gets.
    pub fn visitor(self) -> String {
        self.network(32, 64)
    }

    fn network(self, v4: u32, v6: u32) -> String {
        match self.0 {
            Some(IpAddr::V4(address)) => {
                let mask = u32::MAX.checked_shl(32 - v4).unwrap_or(0);
                format!("{}/{v4}", Ipv4Addr::from_bits(address.to_bits() & mask))
            }
            Some(IpAddr::V6(address)) => {
                let mask = u128::MAX.checked_shl(128 - v6).unwrap_or(0);
                format!("{}/{v6}", Ipv6Addr::from_bits(address.to_bits() & mask))
            }
            None => "unknown".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_its_network_only() {
        for (text, shortened, visitor) in [
            ("192.0.2.77", "192.0.2.0/24", "192.0.2.77/32"),
            ("192.0.2.77:4711", "192.0.2.0/24", "192.0.2.77/32"),
            ("::ffff:192.0.2.77", "192.0.2.0/24", "192.0.2.77/32"),
            ("2001:db8:7:8:9::1", "2001:db8:7::/48", "2001:db8:7:8::/64"),
            ("[2001:db8:7:8::1]", "2001:db8:7::/48", "2001:db8:7:8::/64"),
            (
                "\"[2001:db8:7:8::1]:4711\"",
                "2001:db8:7::/48",
                "2001:db8:7:8::/64",
            ),
            ("_hidden", "unknown", "unknown"),
            ("", "unknown", "unknown"),
        ] {
            let address = Address::read(text);
            assert_eq!(address.shortened(), shortened, "{text}");
            assert_eq!(address.visitor(), visitor, "{text}");
        }
    }
}
