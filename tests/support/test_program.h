#pragma once

#include <QTest>

#include <string>
#include <string_view>

namespace headroom::test {

/// One test class of a program that holds many: `headroom_unit_tests tst_mmc [FUNCTION …]` runs the class of tst_mmc.cpp
/// as if it were a program of its own: its name is the application's, and no other class is made.
class TestProgram {
public:
    using Main = int (*)(int argc, char **argv);

    /// @param className as the meta object says it: `headroom::tst_mmc::MmcTest`; the second part is the name
    TestProgram(std::string_view className, Main main);

    /// Runs the test that argv[1] names. @return its exit code, 2 where there is none of that name
    static int run(int argc, char **argv);

private:
    std::string m_name;
    Main m_main;
    const TestProgram *m_next;
};

/// @tparam Application QApplication where a window is shown, else QCoreApplication
/// @tparam Test a class that may have `static void initMain()`, called before the application is made, and
/// `static std::optional<int> runInstead(int argc, char **argv)`, which may take the process over
template <typename Application, typename Test>
int runTest(int argc, char **argv)
{
    if constexpr (requires { Test::runInstead(argc, argv); })
        if (const auto code = Test::runInstead(argc, argv))
            return *code;
    if constexpr (requires { Test::initMain(); })
        Test::initMain();
    Application program(argc, argv);
    Application::setAttribute(Qt::AA_Use96Dpi);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace headroom::test

#define HEADROOM_TEST(Application, Test)                                                                               \
    static const ::headroom::test::TestProgram program##Test(Test::staticMetaObject.className(),                       \
                                                             ::headroom::test::runTest<Application, Test>);
