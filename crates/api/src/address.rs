//! Where a request comes from.

use actix_web::HttpRequest;
use domain::audit;
use std::{
    fmt,
    net::{IpAddr, Ipv6Addr, SocketAddr},
};

/// The network address of a request, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address(Option<IpAddr>);

impl Address {
    /// The visitor's address. The proxy in front adds whom it has heard at the end of
    /// `X-Forwarded-For`; what stands before that, and in any other header, anybody may have
    /// written.
    pub fn of(request: &HttpRequest, trust_proxy: bool) -> Self {
        if !trust_proxy {
            let peer = request.peer_addr();
            return Self(peer.map(|peer| peer.ip().to_canonical()));
        }
        let told = request.headers().get_all("x-forwarded-for").last();
        let told = told.and_then(|value| value.to_str().ok());
        let last = told.and_then(|list| list.rsplit(',').next());
        last.map_or_else(|| Self::of(request, false), Self::read)
    }

    /// Reads an address, with or without a port.
    fn read(text: &str) -> Self {
        let text = text.trim().trim_matches('"');
        let bare = text.trim_start_matches('[').trim_end_matches(']');
        let with_port = || text.parse().ok().map(|socket: SocketAddr| socket.ip());
        let address = bare.parse().ok().or_else(with_port);
        Self(address.map(|address| address.to_canonical()))
    }

    /// The network it belongs to, as the audit log keeps it.
    pub fn network(self) -> Option<String> {
        audit::network(&self.0?.to_string())
    }

    /// What counts as one visitor where requests are counted: one IPv4 address, or one IPv6
    /// network of the size that a household gets.
    pub fn visitor(self) -> Self {
        Self(self.0.map(|address| match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(address) => {
                let household = address.to_bits() & (u128::MAX << 64);
                Ipv6Addr::from_bits(household).into()
            }
        }))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(address) => address.fmt(f),
            None => f.write_str("unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_read_however_it_is_written() {
        for (text, network, visitor) in [
            ("192.0.2.77", Some("192.0.2.0/24"), "192.0.2.77"),
            ("192.0.2.77:4711", Some("192.0.2.0/24"), "192.0.2.77"),
            ("::ffff:192.0.2.77", Some("192.0.2.0/24"), "192.0.2.77"),
            (
                "2001:db8:7:8:9::1",
                Some("2001:db8:7::/48"),
                "2001:db8:7:8::",
            ),
            (
                "[2001:db8:7:8::1]",
                Some("2001:db8:7::/48"),
                "2001:db8:7:8::",
            ),
            (
                "\"[2001:db8:7:8::1]:4711\"",
                Some("2001:db8:7::/48"),
                "2001:db8:7:8::",
            ),
            ("_hidden", None, "unknown"),
            ("", None, "unknown"),
        ] {
            let address = Address::read(text);
            assert_eq!(address.network().as_deref(), network, "{text}");
            assert_eq!(address.visitor().to_string(), visitor, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_address_or_unknown(raw: String, nearly in "[\\[\"]?[0-9a-f:.%]{0,45}[\\]\"]?(:[0-9]{0,6})?", v4: [u8; 4], v6: [u16; 8]) {
            for text in [&raw, &nearly] {
                let address = Address::read(text);
                prop_assert_eq!(address.network().is_none(), address.to_string() == "unknown");
                prop_assert_eq!(Address::read(&address.visitor().to_string()), address.visitor());
            }
            for ip in [IpAddr::from(v4), IpAddr::from(v6)] {
                let known = Address(Some(ip.to_canonical()));
                prop_assert_eq!(Address::read(&ip.to_string()), known);
                prop_assert_eq!(Address::read(&SocketAddr::new(ip, 4711).to_string()), known);
                let listed = TestRequest::default()
                    .insert_header(("x-forwarded-for", format!("{nearly}, {ip}")))
                    .to_http_request();
                prop_assert_eq!(Address::of(&listed, true), known);
            }
        }
    }
}
