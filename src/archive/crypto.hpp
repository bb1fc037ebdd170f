// The only door to OpenSSL: SHA-256, and Ed25519 signatures with keys in PEM files. Hashes, keys and signatures are
// lower-case hexadecimal text everywhere else.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tieout::archive {

// A SHA-256 over bytes that pass by.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);
  // 64 hexadecimal digits. Ends the computation.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256_hex(std::string_view bytes);

// A private Ed25519 key.
class SigningKey {
 public:
  // Nothing where the file cannot be read or holds no such key.
  static std::optional<SigningKey> load(const std::string& pem_path);
  // A key from 32 bytes; for tests.
  static std::optional<SigningKey> from_seed(std::string_view seed);
  ~SigningKey();
  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;

  // 64 hexadecimal digits.
  const std::string& public_key() const { return public_key_; }
  // 128 hexadecimal digits.
  std::string sign(std::string_view message) const;

 private:
  struct State;
  explicit SigningKey(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
  std::string public_key_;
};

// The public key of a PEM file that holds a public or a private key.
std::optional<std::string> load_public_key(const std::string& pem_path);

// The public key as PEM, for other programs (`openssl pkeyutl -verify -pubin`).
std::string public_key_pem(std::string_view public_key);

bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature);

// Hexadecimal text as bytes and back; nothing where it is no such text.
std::optional<std::string> from_hex(std::string_view hex);
std::string to_hex(std::string_view bytes);

}  // namespace tieout::archive
