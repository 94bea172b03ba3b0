// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "tally",
  products: [
    .executable(name: "tally", targets: ["tally"]),
    .library(name: "TallyPipeline", targets: ["Pipeline"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CICU", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CShim", dependencies: ["CLibXML2", "CICU", "CZlib"]),
    .target(name: "DocumentModel"),
    .target(name: "TextProcessing", dependencies: ["DocumentModel", "CShim"]),
    .target(name: "RuleEngine", dependencies: ["DocumentModel"]),
    .target(
      name: "Pipeline", dependencies: ["DocumentModel", "TextProcessing", "RuleEngine", "CShim"]),
    .target(name: "RecordOutput", dependencies: ["DocumentModel"]),
    .target(name: "Evaluation", dependencies: ["DocumentModel"]),
    .target(
      name: "TestSupport", dependencies: ["DocumentModel", "TextProcessing", "Pipeline"]),
    .executableTarget(
      name: "tally",
      dependencies: [
        "DocumentModel", "Pipeline", "RecordOutput", "RuleEngine", "Evaluation", "CShim",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "tally-train",
      dependencies: [
        "DocumentModel", "TextProcessing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Sources/TallyTrain"),
    .executableTarget(
      name: "rules-benchmark",
      dependencies: ["DocumentModel", "Pipeline", "RuleEngine", "TextProcessing"],
      path: "Benchmarks/rules", exclude: ["spacy_matcher.py"]),
    .testTarget(name: "DocumentModelTests", dependencies: ["DocumentModel"]),
    .testTarget(name: "TextProcessingTests", dependencies: ["TextProcessing", "TestSupport"]),
    .testTarget(
      name: "RuleEngineTests",
      dependencies: ["RuleEngine", "Pipeline", "TestSupport"],
      exclude: ["Matching/Borders", "Matching/Sentences", "Diagnostics/Golden", "Syntax/Borders"]),
    .testTarget(name: "PipelineTests", dependencies: ["Pipeline", "TestSupport"]),
    .testTarget(name: "RecordOutputTests", dependencies: ["RecordOutput", "TestSupport"]),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation", "TestSupport"]),
    .testTarget(
      name: "CommandTests", dependencies: ["tally", "TestSupport"], exclude: ["Golden"]),
  ]
)
