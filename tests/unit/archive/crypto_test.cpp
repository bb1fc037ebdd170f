#include "archive/crypto.hpp"

#include <gtest/gtest.h>

#include "archive/packing.hpp"
#include "small_filing.hpp"

namespace tieout::archive {
namespace {

TEST(Crypto, HashesAsTheStandardSays) {  // FIPS 180-4, the example "abc"
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 pieces;
  pieces.update("a");
  pieces.update("bc");
  EXPECT_EQ(pieces.hex(), sha256_hex("abc"));
}

TEST(Crypto, SignsAsTheStandardSays) {  // RFC 8032, section 7.1, test 1
  const auto seed = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  const auto key = SigningKey::from_seed(*seed);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->public_key(), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(key->sign(""),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bb"
            "e24655141438e7a100b");
}

TEST(Crypto, ASignatureHoldsForItsMessageAndKeyAlone) {
  const SigningKey key = test_key('k'), other = test_key('o');
  const std::string signature = key.sign("filing");
  EXPECT_TRUE(verify_signature(key.public_key(), "filing", signature));
  EXPECT_FALSE(verify_signature(key.public_key(), "filinh", signature));
  EXPECT_FALSE(verify_signature(other.public_key(), "filing", signature));
  for (std::size_t at = 0; at < signature.size(); ++at) {
    std::string flipped = signature;
    flipped[at] = flipped[at] == '0' ? '1' : '0';
    EXPECT_FALSE(verify_signature(key.public_key(), "filing", flipped)) << at;
  }
}

TEST(Packing, ComesBackAndNoticesDamage) {
  const std::string text(5000, 'x');
  const std::string packed = pack(text);
  EXPECT_LT(packed.size(), text.size());
  EXPECT_EQ(unpack(packed, text.size()), text);
  EXPECT_FALSE(unpack(packed, text.size() - 1));
  EXPECT_FALSE(unpack(packed, text.size() + 1));
  const Deflated raw = deflate_raw(text);
  EXPECT_EQ(inflate_raw(raw.bytes, text.size(), raw.crc), text);
  EXPECT_FALSE(inflate_raw(raw.bytes, text.size() - 1, raw.crc));
  EXPECT_FALSE(inflate_raw(raw.bytes, text.size(), raw.crc + 1));
  EXPECT_FALSE(inflate_raw("", std::size_t{1} << 40U, 0));  // a size that cannot be is not allocated
  const Deflated empty = deflate_raw("");
  EXPECT_EQ(inflate_raw(empty.bytes, 0, empty.crc), "");
}

}  // namespace
}  // namespace tieout::archive
