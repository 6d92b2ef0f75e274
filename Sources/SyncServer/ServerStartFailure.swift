package import EscaleCore

/// Why a server doesn't start as it was told to.
package enum ServerStartFailure: EscaleError {
  /// Plain HTTP would leave this machine, and no proxy is named.
  case plainHTTP(address: String)
  /// A certificate file can't be read, or holds none.
  case certificate(file: String)
  /// A key file can't be read, or doesn't belong to the certificate.
  case key(file: String)
  /// The proxy's address isn't one.
  case proxyAddress(String)

  package var code: String {
    switch self {
    case .plainHTTP: "serve.plain-http"
    case .certificate: "serve.certificate"
    case .key: "serve.key"
    case .proxyAddress: "serve.proxy-address"
    }
  }

  package var kind: ErrorKind { .usage }

  package var message: Words {
    switch self {
    case .plainHTTP(let address):
      Words(
        french: "Servir en clair sur \(address) exposerait mots de passe et demandes.",
        english: "Serving without encryption on \(address) would expose passwords and requests.")
    case .certificate(let file):
      Words(
        french: "Le certificat \(file) est illisible.",
        english: "The certificate \(file) can't be read.")
    case .key(let file):
      Words(
        french: "La clé \(file) est illisible ou ne va pas avec le certificat.",
        english: "The key \(file) can't be read, or doesn't belong to the certificate.")
    case .proxyAddress(let text):
      Words(
        french: "« \(text) » n'est pas une adresse IP.",
        english: "\"\(text)\" is not an IP address.")
    }
  }

  package var hint: Words? {
    switch self {
    case .plainHTTP:
      Words(
        french: "Donnez --tls-certificate et --tls-key, ou nommez le mandataire par"
          + " --trusted-proxy, ou écoutez sur 127.0.0.1.",
        english: "Give --tls-certificate and --tls-key, or name the proxy with --trusted-proxy,"
          + " or listen on 127.0.0.1.")
    case .certificate, .key:
      Words(
        french: "Il faut un fichier PEM que ce compte peut lire.",
        english: "It takes a PEM file that this account may read.")
    case .proxyAddress: nil
    }
  }

  package var details: [String: String] {
    switch self {
    case .plainHTTP(let address), .proxyAddress(let address): ["address": address]
    case .certificate(let file), .key(let file): ["file": file]
    }
  }
}
