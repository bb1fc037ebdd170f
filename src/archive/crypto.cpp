#include "archive/crypto.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <cstdio>
#include <stdexcept>

namespace tieout::archive {

namespace {

constexpr std::size_t kHashBytes = 32, kKeyBytes = 32, kSignatureBytes = 64;

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;
using File = std::unique_ptr<std::FILE, CloseFile>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

void require(bool good) {
  if (!good) throw std::runtime_error("OpenSSL refused to hash or sign");
}

// A protected key must not stop a run to ask for its password.
int no_password(char*, int, int, void*) { return -1; }

std::string public_hex(EVP_PKEY* key) {
  unsigned char raw[kKeyBytes];
  std::size_t size = sizeof raw;
  if (EVP_PKEY_base_id(key) != EVP_PKEY_ED25519 || EVP_PKEY_get_raw_public_key(key, raw, &size) != 1) return {};
  return to_hex({reinterpret_cast<const char*>(raw), size});
}

Key public_key_of(std::string_view hex) {
  const auto raw = from_hex(hex);
  if (!raw || raw->size() != kKeyBytes) return {};
  return Key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(*raw), raw->size()));
}

Key read_private(const std::string& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return {};
  return Key(PEM_read_PrivateKey(file.get(), nullptr, no_password, nullptr));
}

Key read_public(const std::string& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return {};
  return Key(PEM_read_PUBKEY(file.get(), nullptr, no_password, nullptr));
}

}  // namespace

struct Sha256::State {
  Context context;
};

Sha256::Sha256() : state_(std::make_unique<State>(State{Context(EVP_MD_CTX_new())})) {
  require(state_->context && EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

std::string Sha256::hex() {
  unsigned char digest[kHashBytes];
  unsigned int size = 0;
  require(EVP_DigestFinal_ex(state_->context.get(), digest, &size) == 1 && size == kHashBytes);
  return to_hex({reinterpret_cast<const char*>(digest), size});
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.hex();
}

struct SigningKey::State {
  Key key;
};

SigningKey::SigningKey(std::unique_ptr<State> state)
    : state_(std::move(state)), public_key_(public_hex(state_->key.get())) {}
SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;

std::optional<SigningKey> SigningKey::load(const std::string& pem_path) {
  Key key = read_private(pem_path);
  if (!key || public_hex(key.get()).empty()) return {};
  return SigningKey(std::make_unique<State>(State{std::move(key)}));
}

std::optional<SigningKey> SigningKey::from_seed(std::string_view seed) {
  if (seed.size() != kKeyBytes) return {};
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(seed), seed.size()));
  if (!key) return {};
  return SigningKey(std::make_unique<State>(State{std::move(key)}));
}

std::string SigningKey::sign(std::string_view message) const {
  const Context context(EVP_MD_CTX_new());
  unsigned char signature[kSignatureBytes];
  std::size_t size = sizeof signature;
  require(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, state_->key.get()) == 1);
  require(EVP_DigestSign(context.get(), signature, &size, bytes_of(message), message.size()) == 1);
  return to_hex({reinterpret_cast<const char*>(signature), size});
}

std::optional<std::string> load_public_key(const std::string& pem_path) {
  Key key = read_public(pem_path);
  if (!key) key = read_private(pem_path);
  if (!key) return {};
  std::string hex = public_hex(key.get());
  if (hex.empty()) return {};
  return hex;
}

std::string public_key_pem(std::string_view public_key) {
  const Key key = public_key_of(public_key);
  if (!key) return {};
  const std::unique_ptr<BIO, int (*)(BIO*)> memory(BIO_new(BIO_s_mem()), BIO_free);
  require(memory && PEM_write_bio_PUBKEY(memory.get(), key.get()) == 1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature) {
  const Key key = public_key_of(public_key);
  const auto raw = from_hex(signature);
  if (!key || !raw || raw->size() != kSignatureBytes) return false;
  const Context context(EVP_MD_CTX_new());
  return context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(*raw), raw->size(), bytes_of(message), message.size()) == 1;
}

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return {};
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  std::string bytes;
  for (std::size_t at = 0; at < hex.size(); at += 2) {
    const int high = digit(hex[at]), low = digit(hex[at + 1]);
    if (high < 0 || low < 0) return {};
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string to_hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

}  // namespace tieout::archive
