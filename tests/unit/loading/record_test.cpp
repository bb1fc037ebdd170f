// Rows as assets, events and recorded figures: what is read, and what the row alone shows to be wrong.
#include <gmock/gmock.h>

#include "unit/loading/register_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::class_id;
using fixture::Register;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kHead = "asset,class,in_service,cost";

// A register of one asset with further columns.
Register one(const std::string& columns, const std::string& cells) {
  Register read;
  read.assets(kHead + "," + columns + "\nA1,machinery,2020-03-15,1000," + cells + "\n").open();
  return read;
}

std::vector<std::string> errors_of(const std::string& columns, const std::string& cells) {
  return one(columns, cells).errors();
}

TEST(RecordAsset, ReadsEveryColumn) {
  Register read;
  read.assets(
          "asset,entity,name,category,class,in_service,cost,acquired,condition,age_months,age_evidence,quantity,book_"
          "method,book_"
          "life_months,"
          "book_residual,book_starts,book_stops,book_rounding,book_model,tax_cost,tax_method,tax_life_months,tax_"
          "residual_rate,"
          "tax_election,tax_override,tax_treatment,tax_starts,tax_stops,tax_rounding,tax_first_share,extra_deduction_"
          "rate,"
          "extra_deduction_share,contract_months,total_units,parent,predecessor,opening_date,opening_book_accumulated,"
          "opening_provision,opening_tax_cost,opening_tax_accumulated,opening_book_months,opening_tax_months,opening_"
          "status,"
          "currency\n"
          "A1,E,Lathe,03,machinery,2020-03-15,\"1,000.00\",2020-03-01,used,7,register of "
          "vehicles,2,sum-of-years,60,50,month-of,month-"
          "before,monthly,"
          "cost,900,straight-line,120,5%,shortened-life,agreed,on-disposal,month-after,month-of,cumulative,1/"
          "2,75%,0.5,48,"
          "1000,P,Q,2021-01-01,100,10,900,80,9,8,computed,CNY\n"
          "P,E,Line,03,machinery,2020-03-15,\"2,000.00\",,,,,,,60" +
          std::string(32, ',') + "\n")
      .open();
  EXPECT_THAT(read.errors(), IsEmpty());
  ASSERT_EQ(read.entries.size(), 2U);
  const Asset& a = read.entries[0].asset;
  EXPECT_EQ(a.id, "A1");
  EXPECT_EQ(a.entity, "E");
  EXPECT_EQ(a.name, "Lathe");
  EXPECT_EQ(a.category, "03");
  EXPECT_EQ(a.asset_class, class_id("machinery"));
  EXPECT_EQ(to_string(a.in_service), "2020-03-15");
  EXPECT_EQ(to_string(a.cost), "1000.00");
  EXPECT_EQ(to_string(*a.acquired), "2020-03-01");
  EXPECT_EQ(a.condition, Condition::used);
  EXPECT_EQ(a.age_months, 7);
  EXPECT_EQ(a.age_evidence, "register of vehicles");
  EXPECT_EQ(a.quantity, Ratio::of(2, 1));
  EXPECT_EQ(a.book.method, Method::sum_of_years);
  EXPECT_EQ(a.book.life_months, 60);
  EXPECT_EQ(a.book.residual, Money::from_fen(5000));
  EXPECT_EQ(a.book.starts, Starts::month_of);
  EXPECT_EQ(a.book.stops, Stops::month_before);
  EXPECT_EQ(a.book.rounding, ChargeRounding::monthly);
  EXPECT_EQ(a.tax_cost, Money::from_fen(90000));
  EXPECT_EQ(a.tax.method, Method::straight_line);
  EXPECT_EQ(a.tax.life_months, 120);
  EXPECT_EQ(a.tax.residual_rate, Ratio::of(1, 20));
  EXPECT_EQ(a.tax_election, "shortened-life");
  EXPECT_EQ(a.tax_override, "agreed");
  EXPECT_TRUE(a.tax_treatment_stated);
  EXPECT_EQ(a.tax_treatment, TaxTreatment::on_disposal);
  EXPECT_EQ(a.tax.starts, Starts::month_after);
  EXPECT_EQ(a.tax.stops, Stops::month_of);
  EXPECT_EQ(a.tax.rounding, ChargeRounding::cumulative);
  EXPECT_EQ(a.tax_first_share, Ratio::of(1, 2));
  EXPECT_EQ(a.extra_deduction_rate, Ratio::of(3, 4));
  EXPECT_EQ(a.extra_deduction_share, Ratio::of(1, 2));
  EXPECT_EQ(a.contract_months, 48);
  EXPECT_EQ(a.total_units, Ratio::of(1000, 1));
  EXPECT_EQ(a.parent, "P");
  EXPECT_EQ(a.predecessor, "Q");
  ASSERT_TRUE(a.opening);
  EXPECT_EQ(to_string(a.opening->date), "2021-01-01");
  EXPECT_EQ(a.opening->book_accumulated, Money::from_fen(10000));
  EXPECT_EQ(a.opening->provision, Money::from_fen(1000));
  EXPECT_EQ(a.opening->tax_cost, Money::from_fen(90000));
  EXPECT_EQ(a.opening->tax_accumulated, Money::from_fen(8000));
  EXPECT_EQ(a.opening->book_months, 9);
  EXPECT_EQ(a.opening->tax_months, 8);
  EXPECT_EQ(a.opening->status, OpeningStatus::computed);
  EXPECT_EQ(a.origin.line, 2U);
}

TEST(RecordAsset, EmptyCellsAreNotStatedAndNeverZero) {
  const Register read = one("book_life_months,book_residual,acquired,opening_date,opening_book_accumulated", ",,,,");
  ASSERT_EQ(read.entries.size(), 1U);
  const Asset& a = read.entries[0].asset;
  EXPECT_FALSE(a.book.life_months);
  EXPECT_FALSE(a.book.residual);
  EXPECT_FALSE(a.acquired);
  EXPECT_FALSE(a.opening);
  EXPECT_EQ(a.condition, Condition::unstated);
  EXPECT_FALSE(a.tax_treatment_stated);
}

TEST(RecordAsset, AnEntryReusedKeepsNothingOfTheOneBefore) {
  Register read;
  read.assets(
          "asset,name,class,in_service,cost,book_life_months,tax_election,opening_date,opening_book_accumulated\n"
          "A1,Lathe,machinery,2020-03-15,1000,120,x,2021-01-01,50\nA2,,vehicle,2021-04-01,7,,,,\n")
      .open(1);
  ASSERT_EQ(read.entries.size(), 2U);
  std::vector<RegisterEntry> batch;
  Diagnostics diagnostics;
  read.reader->read(0, 1, batch, diagnostics);
  read.reader->read(1, 1, batch, diagnostics);
  ASSERT_EQ(batch.size(), 1U);
  EXPECT_EQ(batch[0].asset.id, "A2");
  EXPECT_EQ(batch[0].asset.name, "");
  EXPECT_EQ(batch[0].asset.tax_election, "");
  EXPECT_FALSE(batch[0].asset.book.life_months);
  EXPECT_FALSE(batch[0].asset.opening);
}

TEST(RecordAsset, RefusesWhatTheRowAloneShowsToBeWrong) {
  EXPECT_THAT(errors_of("book_residual", "1000.01"), ElementsAre("RESIDUAL-ABOVE-COST"));
  EXPECT_THAT(errors_of("book_residual", "-1"), ElementsAre("RESIDUAL-NEGATIVE"));
  EXPECT_THAT(errors_of("tax_cost,tax_residual", "100,200"), ElementsAre("RESIDUAL-ABOVE-COST"));
  EXPECT_THAT(errors_of("book_residual_rate", "5"), ElementsAre("RATE-AMBIGUOUS"));
  EXPECT_THAT(errors_of("book_residual_rate", "-5%"), ElementsAre("RATE-RANGE"));
  EXPECT_THAT(errors_of("book_life_months", "0"), ElementsAre("LIFE-NOT-POSITIVE"));
  EXPECT_THAT(errors_of("book_life_months", "1201"), ElementsAre("LIFE-TOO-LONG"));
  EXPECT_THAT(errors_of("tax_cost", "-1"), ElementsAre("COST-NEGATIVE"));
  EXPECT_THAT(errors_of("quantity", "0"), ElementsAre("QUANTITY-ZERO"));
  EXPECT_THAT(errors_of("acquired", "2023-02-30"), ElementsAre("DATE-IMPOSSIBLE"));
  EXPECT_THAT(errors_of("book_method", "straightline"), ElementsAre("UNKNOWN-METHOD"));
  EXPECT_THAT(errors_of("condition", "broken"), ElementsAre("UNKNOWN-WORD"));
  EXPECT_THAT(errors_of("name", "#REF!"), ElementsAre("CELL-ERROR"));
  EXPECT_THAT(errors_of("book_residual", "#N/A"), ElementsAre("CELL-ERROR"));
  EXPECT_THAT(errors_of("currency", "USD"), ElementsAre("CURRENCY"));
  EXPECT_THAT(errors_of("opening_date,opening_book_accumulated", "2021-01-15,10"),
              ElementsAre("OPENING-NOT-FIRST-OF-MONTH"));
  EXPECT_THAT(errors_of("opening_date,opening_book_accumulated", ",10"), ElementsAre("OPENING-DATE-MISSING"));
  EXPECT_THAT(errors_of("opening_date,opening_book_accumulated", "2021-01-01,-10"), ElementsAre("COST-NEGATIVE"));
}

TEST(RecordAsset, AcceptsTheWordsOfErps) {
  Register read;
  read.assets(
          "资产编号,税会类别,开始使用日期,原值,折旧方法,新旧程度,净残值率,币种\n"
          "A1,machinery,2020年3月15日,\"￥1,000.00\",平均年限法,全新,5%,人民币\n"
          "A2,machinery,2020/3/15,1000,年数总和法,二手,0.05,CNY\n")
      .open();
  EXPECT_THAT(read.errors(), IsEmpty());
  ASSERT_EQ(read.entries.size(), 2U);
  EXPECT_EQ(read.entries[0].asset.book.method, Method::straight_line);
  EXPECT_EQ(read.entries[0].asset.condition, Condition::brand_new);
  EXPECT_EQ(read.entries[1].asset.book.method, Method::sum_of_years);
  EXPECT_EQ(read.entries[1].asset.condition, Condition::used);
}

TEST(RecordAsset, UnknownWordsComeWithTheNearest) {
  Register read;
  read.assets(kHead + "\nA1,machinary,2020-03-15,1000\n").open();
  ASSERT_THAT(read.errors(), ElementsAre("UNKNOWN-CLASS"));
  const Diagnostic& found = read.find("UNKNOWN-CLASS");
  EXPECT_THAT(found.help.en, HasSubstr("Did you mean `machinery`"));
  EXPECT_EQ(found.span.line, 2U);
  EXPECT_EQ(found.span.column, 2U);
  EXPECT_EQ(found.span.excerpt, "machinary");
  EXPECT_TRUE(read.entries.empty());
}

TEST(RecordAsset, NeededCellsAreNamed) {
  Register read;
  read.assets(kHead + "\nA1,,,\n").open();
  EXPECT_THAT(read.errors(), ElementsAre("VALUE-MISSING", "VALUE-MISSING", "VALUE-MISSING"));
}

TEST(RecordAsset, OnlyWarnsOfAnAcquisitionAfterTheFirstUseAndOfAResidualStatedTwice) {
  const Register late = one("acquired", "2020-03-16");
  EXPECT_THAT(late.errors(), IsEmpty());
  EXPECT_THAT(late.warnings(), ElementsAre("ACQUIRED-AFTER-IN-SERVICE"));
  EXPECT_THAT(one("book_residual,book_residual_rate", "50,5%").warnings(), IsEmpty());
  EXPECT_THAT(one("book_residual,book_residual_rate", "50,6%").warnings(), ElementsAre("RESIDUAL-TWICE"));
}

TEST(RecordAsset, RowsOfTheWrongWidthAreRefused) {
  Register few;
  few.assets(kHead + ",name\nA1,machinery,2020-03-15,1000\n").open();
  EXPECT_THAT(few.errors(), ElementsAre("ROW-CELLS"));
  Register many;
  many.assets(kHead + "\nA1,machinery,2020-03-15,1,000\n").open();
  EXPECT_THAT(many.errors(), ElementsAre("ROW-CELLS"));
  Register padded;
  padded.assets(kHead + "\nA1,machinery,2020-03-15,1000,,\n").open();
  EXPECT_THAT(padded.errors(), IsEmpty()) << "empty cells behind the last heading say nothing";
}

// ---- Events --------------------------------------------------------------------------------------------------------

Register event(const std::string& columns, const std::string& cells) {
  Register read;
  read.assets(kHead + ",book_life_months\nA1,machinery,2020-03-15,1000,120\n")
      .events("asset,date,type," + columns + "\nA1,2021-05-06," + cells + "\n")
      .open();
  return read;
}

template <typename Detail>
Detail detail(const Register& read) {
  if (read.entries.size() != 1 || read.entries[0].events.size() != 1) throw std::runtime_error("no event was read");
  return std::get<Detail>(read.entries[0].events[0].detail);
}

TEST(RecordEvent, ReadsEachType) {
  EXPECT_EQ(detail<Impair>(event("amount,remaining_months", "impair,10.50,30")).amount, Money::from_fen(1050));
  EXPECT_EQ(detail<Impair>(event("amount,remaining_months", "impair,10.50,30")).estimate.remaining_months, 30);
  EXPECT_EQ(detail<tieout::Test>(event("recoverable", "减值测试,100")).recoverable, Money::from_fen(10000));
  EXPECT_EQ(detail<Reverse>(event("amount", "reverse,1")).amount, Money::from_fen(100));
  EXPECT_EQ(detail<Estimate>(event("life_months,basis", "estimate,96,both")).basis, BasisChoice::both);
  EXPECT_EQ(detail<Estimate>(event("使用年限(年)", "估计变更,8")).estimate.life_months, 96);
  EXPECT_EQ(detail<Improve>(event("amount,removed,proceeds", "improve,5,1/4,2")).removed, Ratio::of(1, 4));
  EXPECT_EQ(detail<AdjustCost>(event("amount", "adjust-cost,-5")).amount, Money::from_fen(-500));
  EXPECT_EQ(detail<Suspend>(event("note", "suspend,idle")).basis, BasisChoice::both);
  EXPECT_EQ(detail<Resume>(event("basis", "resume,tax")).basis, BasisChoice::tax);
  EXPECT_EQ(detail<Usage>(event("units", "usage,\"1,200\"")).units, Ratio::of(1200, 1));
  EXPECT_EQ(detail<FairValue>(event("amount", "fair-value,7")).amount, Money::from_fen(700));
  EXPECT_EQ(detail<Transfer>(event("class,to_entity", "transfer,vehicle,")).to_class, class_id("vehicle"));
  const auto disposal = detail<Dispose>(event("proceeds,kind,fraction", "处置,90,报废,1/3"));
  EXPECT_EQ(disposal.kind, DisposalKind::scrap);
  EXPECT_EQ(disposal.fraction, Ratio::of(1, 3));
  EXPECT_EQ(detail<Dispose>(event("cost_removed,accumulated_removed", "dispose,100,40")).accumulated_removed,
            Money::from_fen(4000));
}

TEST(RecordEvent, KeepsDateNoteAndPlace) {
  const Register read = event("amount,note", "impair,1,flood");
  const Event& found = read.entries.at(0).events.at(0);
  EXPECT_EQ(to_string(found.date), "2021-05-06");
  EXPECT_EQ(found.note, "flood");
  const SourceSpan span = read.reader->span(found.origin, "amount");
  EXPECT_THAT(span.file, HasSubstr("events.csv"));
  EXPECT_EQ(span.line, 2U);
  EXPECT_EQ(span.column, 4U);
  EXPECT_EQ(span.excerpt, "1");
}

TEST(RecordEvent, NeedsTheFieldsOfItsType) {
  EXPECT_THAT(event("amount", "impair,").errors(), ElementsAre("VALUE-MISSING"));
  EXPECT_THAT(event("amount", "test,").errors(), ElementsAre("VALUE-MISSING"));
  EXPECT_THAT(event("units", "usage,").errors(), ElementsAre("VALUE-MISSING"));
  EXPECT_THAT(event("basis", "estimate,book").errors(), ElementsAre("VALUE-MISSING"));
  EXPECT_THAT(event("amount", "transfer,5").errors(), ElementsAre("VALUE-MISSING"));
  EXPECT_THAT(event("amount", "demolish,5").errors(), ElementsAre("UNKNOWN-EVENT-TYPE"));
  EXPECT_THAT(event("kind", "dispose,sold").errors(), ElementsAre("UNKNOWN-KIND"));
}

TEST(RecordEvent, RefusesFieldsThatItsTypeHasNoUseFor) {
  const Register read = event("amount,units,kind", "impair,5,3,sale");
  ASSERT_THAT(read.errors(), ElementsAre("EVENT-FIELD-UNUSED"));
  EXPECT_THAT(read.find("EVENT-FIELD-UNUSED").message.en, HasSubstr("`kind`, `units`"));
  EXPECT_THAT(event("amount,proceeds", "impair,5,0.00").errors(), IsEmpty()) << "zeros in unused amounts say nothing";
}

TEST(RecordEvent, RefusesFieldsThatContradict) {
  EXPECT_THAT(event("fraction,cost_removed", "dispose,1/2,100").errors(), ElementsAre("EVENT-CONFLICT"));
  EXPECT_THAT(event("fraction", "dispose,0").errors(), ElementsAre("EVENT-CONFLICT"));
  EXPECT_THAT(event("fraction", "dispose,1.5").errors(), ElementsAre("FRACTION-RANGE"));
  EXPECT_THAT(event("accumulated_removed", "dispose,5").errors(), ElementsAre("EVENT-CONFLICT"));
  EXPECT_THAT(event("amount,removed", "improve,5,1").errors(), ElementsAre("EVENT-CONFLICT"));
  EXPECT_THAT(event("amount", "impair,-5").errors(), ElementsAre("EVENT-AMOUNT-NEGATIVE"));
  EXPECT_THAT(event("proceeds", "dispose,-5").errors(), ElementsAre("EVENT-AMOUNT-NEGATIVE"));
  EXPECT_THAT(event("units", "usage,-5").errors(), ElementsAre("NUMBER-NEGATIVE"));
}

TEST(RecordEvent, ABadEventLeavesItsAssetOut) { EXPECT_TRUE(event("amount", "impair,x").entries.empty()); }

// ---- Recorded figures ----------------------------------------------------------------------------------------------

Register recorded(const std::string& columns, const std::string& rows) {
  Register read;
  read.assets(kHead + ",book_life_months\nA1,machinery,2020-03-15,1000,120\n")
      .recorded("asset,year," + columns + "\n" + rows)
      .open();
  return read;
}

TEST(RecordRecorded, ReadsFiguresAndKeepsEmptyOnesUnstated) {
  const Register read = recorded("month,book_charge,tax_charge,book_provision", "A1,2021,,100,,0\nA1,2022,3,8.33,9,\n");
  ASSERT_THAT(read.errors(), IsEmpty());
  const auto& rows = read.entries.at(0).recorded;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].year, 2021);
  EXPECT_EQ(rows[0].month, 0);
  EXPECT_EQ(rows[0].book_charge, Money::from_fen(10000));
  EXPECT_FALSE(rows[0].tax_charge);
  EXPECT_EQ(rows[0].book_provision, Money{});
  EXPECT_EQ(rows[1].month, 3);
}

TEST(RecordRecorded, RefusesRepeatedPeriodsAndImpossibleOnes) {
  EXPECT_THAT(recorded("book_charge", "A1,2021,1\nA1,2021,1\n").errors(), ElementsAre("RECORDED-DUPLICATE"));
  EXPECT_THAT(recorded("month", "A1,2021,13\n").errors(), ElementsAre("DATE-IMPOSSIBLE"));
  EXPECT_THAT(recorded("book_charge", "A1,21,1\n").errors(), ElementsAre("DATE-IMPOSSIBLE"));
  EXPECT_THAT(recorded("book_charge", "A1,,1\n").errors(), ElementsAre("VALUE-MISSING"));
}

}  // namespace
}  // namespace tieout::loading
