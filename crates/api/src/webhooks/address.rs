//! Which addresses may be called. Whoever can make a webhook could otherwise have the server knock
//! at doors that only it can reach (SSRF): databases, consoles, the metadata of a cloud.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use url::{Host, Url};

/// Whether the number is one of the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocols = (a, b, c) == (192, 0, 0);
    let benchmarks = a == 198 && (18..20).contains(&b);
    let relays = (a, b, c) == (192, 88, 99);
    !(a == 0
        || a >= 224
        || shared
        || protocols
        || benchmarks
        || relays
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation())
}

/// What carries a number of IPv4 within it is as public as that.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let v4 = |high: u16, low: u16| {
        let bits = (u32::from(high) << 16) | u32::from(low);
        is_public_v4(Ipv4Addr::from(bits))
    };
    match address.segments() {
        // Mapped, and translated (RFC 6052).
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => v4(high, low),
        // Teredo, benchmarks and documentation.
        [0x2001, 0..0x200 | 0xdb8, ..] | [0x3fff, 0..0x1000, ..] => false,
        // All that is given out to the public so far.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// Whether a host that is written as a number may be called; of a name it is known when it is
/// looked up.
pub fn may_be_called(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => is_public_v4(address),
        Some(Host::Ipv6(address)) => is_public_v6(address),
        Some(Host::Domain(name)) => url.scheme() == "https" && name != "localhost",
        None => false,
    }
}

/// Looks names up, and answers only what is public: the same numbers are then connected to, so that
/// a name cannot mean something else a moment later.
pub struct PublicOnly;

/// The name leads nowhere on the internet.
#[derive(Debug, thiserror::Error)]
#[error("no public address")]
pub struct NotPublic;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|one| is_public(one.ip())).collect();
            if public.is_empty() {
                return Err(NotPublic.into());
            }
            let addresses: Addrs = Box::new(public.into_iter());
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_is_on_the_internet_may_be_called() {
        for (address, public) in [
            ("93.184.216.34", true),
            ("1.1.1.1", true),
            ("100.63.0.1", true),
            ("172.32.0.1", true),
            ("0.0.0.0", false),
            ("10.0.0.7", false),
            ("100.64.0.1", false),
            ("127.0.0.1", false),
            ("127.255.0.1", false),
            ("169.254.169.254", false),
            ("172.16.0.1", false),
            ("172.31.255.255", false),
            ("192.0.0.8", false),
            ("192.0.2.1", false),
            ("192.88.99.1", false),
            ("192.168.1.1", false),
            ("198.18.0.1", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("2606:4700:4700::1111", true),
            ("::", false),
            ("::1", false),
            ("::7f00:1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:10.0.0.1", false),
            ("::ffff:1.1.1.1", true),
            ("64:ff9b::a00:1", false),
            ("64:ff9b::101:101", true),
            ("2002:a00:1::", false),
            ("2001::1", false),
            ("2001:db8::1", false),
            ("3fff:fff::1", false),
            ("fc00::1", false),
            ("fd12:3456::1", false),
            ("fe80::1", false),
            ("fec0::1", false),
            ("ff02::1", false),
        ] {
            let parsed: IpAddr = address.parse().unwrap();
            assert_eq!(is_public(parsed), public, "{address}");
        }
    }

    #[test]
    fn a_number_is_looked_at_in_whatever_way_it_is_written() {
        for (url, may) in [
            ("https://faelle.example/hook", true),
            ("https://1.1.1.1/", true),
            ("https://[2606:4700:4700::1111]/", true),
            ("http://faelle.example/hook", false),
            ("https://localhost/", false),
            ("https://127.0.0.1/", false),
            ("https://2130706433/", false),
            ("https://0x7f.1/", false),
            ("https://[::ffff:169.254.169.254]/", false),
        ] {
            let parsed = Url::parse(url).unwrap();
            assert_eq!(may_be_called(&parsed), may, "{url}");
        }
    }

    /// A name that means this machine is found out when it is looked up.
    #[tokio::test]
    async fn a_name_is_worth_what_it_leads_to() {
        let name: Name = "localhost".parse().unwrap();
        assert!(PublicOnly.resolve(name).await.is_err());
    }

    proptest! {
        /// What is public is so in whatever way it is written, and what is not is not.
        #[test]
        fn any_address_is_public_or_is_not_called(number: u32, raw: String, nearly in "https?://[-a-z0-9.:\\[\\]@]{0,40}") {
            let v4 = Ipv4Addr::from(number);
            let mapped = v4.to_ipv6_mapped();
            prop_assert_eq!(is_public(v4.into()), is_public(mapped.into()));
            let ways = [v4.to_string(), number.to_string(), format!("{number:#x}"), format!("[{mapped}]")];
            for way in ways {
                let url = Url::parse(&format!("https://{way}/hook")).unwrap();
                prop_assert_eq!(may_be_called(&url), is_public_v4(v4), "{}", url);
            }
            for text in [&raw, &nearly] {
                if let Ok(url) = Url::parse(text)
                    && may_be_called(&url)
                {
                    prop_assert!(url.has_host() && url.host_str() != Some("localhost"));
                }
            }
        }
    }
}
