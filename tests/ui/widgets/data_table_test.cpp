// SPDX-License-Identifier: GPL-3.0-or-later
// The table by keyboard, pointer and screen reader; its columns are remembered; nothing moves under the cursor.
#include "ui/widgets/data_table.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include "ui/models/roles.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glyph.h"

using namespace vedette::ui;

namespace {

/// Rows "name i", with a figure in column 1; group heads at the rows given.
class NamesModel : public QAbstractTableModel {
public:
    QList<int> names;
    QList<int> groups;
    int sortedColumn = -1;
    QMap<int, QMap<int, QVariant>> head;  // role by column, beyond what all have

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(names.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 3; }
    QVariant data(const QModelIndex& index, int role) const override {
        const int name = names[index.row()];
        const bool group = groups.contains(index.row());
        if (role == Qt::DisplayRole)
            return index.column() == 1 ? QString::number(name * 1000) : QStringLiteral("name %1").arg(name);
        if (role == GroupRole) return group;
        if (role == IdRole && !group) return QString::number(name);
        if (role == OpensRole && index.column() == 1) return QStringLiteral("name=%1").arg(name);
        if (role == ExportRole && index.column() == 2) return QStringLiteral("a\tb");
        return {};
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal) return {};
        if (const QVariant given = head.value(section).value(role); given.isValid()) return given;
        if (role == Qt::DisplayRole)
            return QStringList{QStringLiteral("Name"), QStringLiteral("Count"), QStringLiteral("Note")}[section];
        if (role == SortRole) return section == 0;
        if (role == Qt::SizeHintRole) return QSize(120, 28);
        return {};
    }
    void sort(int column, Qt::SortOrder) override { sortedColumn = column; }
    void reset(const QList<int>& rows) {
        beginResetModel();
        names = rows;
        endResetModel();
    }
    void append(int count) {
        beginInsertRows({}, rowCount(), rowCount() + count - 1);
        for (int i = 0; i < count; ++i) names.append(static_cast<int>(names.size()));
        endInsertRows();
    }
};

}  // namespace

class DataTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void movesByKeys();
    void enterOpensRowOrFigure();
    void clickOnFigureOpensIt();
    void lettersBelongToThePage();
    void groupHeads();
    void copiesWhatIsShown();
    void rememberedColumns();
    void narrowTablesHaveFewerColumns();
    void wideTablesShareTheRoom();
    void whoChoosesAColumnKeepsIt();
    void sortsOnlyWhereTheModelCan();
    void selectionSurvivesReset();
    void newRowsMoveNothing();
    void aScreenReaderAlwaysHasACell();
    void theEndIsSaid();
    void noHugeWorkForHugeTables();

private:
    std::unique_ptr<Theme> m_theme;
    QTemporaryDir m_settings;
    std::unique_ptr<NamesModel> m_model;
    std::unique_ptr<DataTable> m_table;
};

void DataTableTest::initTestCase() {
    QCoreApplication::setOrganizationName(QStringLiteral("vedette-test"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    m_theme = std::make_unique<Theme>(Theme::Mode::Light);
    m_theme->install(*qApp);
}

void DataTableTest::init() {
    m_table.reset();
    m_model = std::make_unique<NamesModel>();
    for (int i = 0; i < 50; ++i) m_model->names.append(i);
    m_table = std::make_unique<DataTable>(*m_theme, QString());
    m_table->setModel(m_model.get());
    m_table->resize(500, 300);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
    m_table->setFocus();
}

void DataTableTest::movesByKeys() {
    QSignalSpy moved(m_table.get(), &DataTable::currentRowChanged);
    QTest::keyClick(m_table.get(), Qt::Key_J);
    QTest::keyClick(m_table.get(), Qt::Key_J);
    QTest::keyClick(m_table.get(), Qt::Key_K);
    QCOMPARE(m_table->currentIndex().row(), 1);
    QCOMPARE(moved.size(), 3);
    QTest::keyClick(m_table.get(), Qt::Key_End);
    QCOMPARE(m_table->currentIndex().row(), 49);
    QTest::keyClick(m_table.get(), Qt::Key_J);
    QCOMPARE(m_table->currentIndex().row(), 49);
    QTest::keyClick(m_table.get(), Qt::Key_Home);
    QCOMPARE(m_table->currentIndex().row(), 0);
    QTest::keyClick(m_table.get(), Qt::Key_PageDown);
    QVERIFY(m_table->currentIndex().row() > 3);
    QCOMPARE(m_table->selectedRowList().size(), 1);
}

void DataTableTest::enterOpensRowOrFigure() {
    QSignalSpy row(m_table.get(), &DataTable::rowOpened);
    QSignalSpy figure(m_table.get(), &DataTable::figureOpened);
    m_table->setCurrentIndex(m_model->index(3, 0));
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QCOMPARE(row.size(), 1);
    QCOMPARE(row[0][0].toModelIndex().row(), 3);
    QTest::keyClick(m_table.get(), Qt::Key_Right);
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QCOMPARE(figure.size(), 1);
    QCOMPARE(figure[0][1].toString(), QStringLiteral("name=3"));
}

void DataTableTest::clickOnFigureOpensIt() {
    QSignalSpy figure(m_table.get(), &DataTable::figureOpened);
    const QRect cell = m_table->visualRect(m_model->index(2, 1));
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 14, cell.center().y()));
    QCOMPARE(figure.size(), 1);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, QPoint(cell.right() - 4, cell.center().y()));
    QCOMPARE(figure.size(), 1);  // beside the number is the row
    QCOMPARE(m_table->currentIndex().row(), 2);
}

void DataTableTest::lettersBelongToThePage() {
    QWidget page;
    m_table->setParent(&page);
    page.show();
    m_table->show();
    QKeyEvent letter(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("a"));
    QApplication::sendEvent(m_table.get(), &letter);
    QVERIFY(!letter.isAccepted());
    m_table->setParent(nullptr);
}

void DataTableTest::groupHeads() {
    m_model->groups = {0, 3};
    m_model->reset(m_model->names);
    QCOMPARE(m_table->rowHeight(0), 28);
    QCOMPARE(m_table->rowHeight(1), 32);
    QSignalSpy group(m_table.get(), &DataTable::groupActivated);
    QSignalSpy row(m_table.get(), &DataTable::rowOpened);
    m_table->setCurrentIndex(m_model->index(3, 0));
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QTest::keyClick(m_table.get(), Qt::Key_Left);
    QCOMPARE(group.size(), 2);
    QCOMPARE(row.size(), 0);
    m_table->setDensity(DataTable::Density::TwoLine);
    QCOMPARE(m_table->rowHeight(1), 46);
    QCOMPARE(m_table->rowHeight(3), 28);
}

void DataTableTest::copiesWhatIsShown() {
    m_table->setMultiSelect(true);
    m_table->setColumnHidden(1, true);
    m_table->selectRow(4);
    m_table->selectionModel()->select(m_model->index(5, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Name\tNote\nname 4\ta b\nname 5\ta b\n"));
}

void DataTableTest::rememberedColumns() {
    {
        DataTable table(*m_theme, QStringLiteral("names"));
        table.setModel(m_model.get());
        table.horizontalHeader()->moveSection(2, 0);
        QMenu* menu = nullptr;
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), table.mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(table.viewport(), &event);
        for (QMenu* candidate : table.findChildren<QMenu*>()) {
            if (candidate->title() == QStringLiteral("Columns")) menu = candidate;
        }
        QVERIFY(menu != nullptr);
        for (QAction* action : menu->actions()) {
            if (action->text() == QStringLiteral("Count")) action->setChecked(false);
        }
        QVERIFY(table.isColumnHidden(1));
    }
    DataTable again(*m_theme, QStringLiteral("names"));
    again.setModel(m_model.get());
    QCOMPARE(again.horizontalHeader()->logicalIndex(0), 2);
    QVERIFY(again.isColumnHidden(1));
    DataTable other(*m_theme, QStringLiteral("others"));
    other.setModel(m_model.get());
    QCOMPARE(other.horizontalHeader()->logicalIndex(0), 0);
}

void DataTableTest::narrowTablesHaveFewerColumns() {
    m_model->head[0][StretchRole] = true;
    m_model->head[1][YieldRole] = 1;
    m_model->head[2][YieldRole] = 2;
    DataTable table(*m_theme, QString());
    table.setModel(m_model.get());
    table.resize(500, 300);
    table.show();
    table.setCurrentIndex(m_model->index(4, 2));
    // 120 wide each: three, two, one of them.
    const auto shown = [&] {
        return QList<bool>{!table.isColumnHidden(0), !table.isColumnHidden(1), !table.isColumnHidden(2)};
    };
    QCOMPARE(shown(), QList<bool>({true, true, true}));
    table.resize(300, 300);
    QCOMPARE(shown(), QList<bool>({true, true, false}));
    QVERIFY2(!table.isColumnHidden(table.currentIndex().column()), "the cursor stays where it can be seen");
    QCOMPARE(table.currentIndex().row(), 4);
    table.resize(200, 300);
    QCOMPARE(shown(), QList<bool>({true, false, false}));
    QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
    QCOMPARE(table.columnWidth(0), table.viewport()->width());
    table.resize(500, 300);
    QCOMPARE(shown(), QList<bool>({true, true, true}));
    QVERIFY(table.columnWidth(1) >= 120);
    QVERIFY(table.columnWidth(0) > 200);
}

// What the stretched column does not need goes to the other words; numbers stay together, and so does what a person has
// made as wide as it is.
void DataTableTest::wideTablesShareTheRoom() {
    m_model->head[0][StretchRole] = true;
    m_model->head[1][Qt::TextAlignmentRole] = QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    DataTable table(*m_theme, QString());
    table.setModel(m_model.get());
    table.resize(1200, 300);
    table.show();
    QCOMPARE(table.columnWidth(1), 120);
    QVERIFY2(table.columnWidth(2) > 120 && table.columnWidth(2) <= 240,
             qPrintable(QString::number(table.columnWidth(2))));
    QVERIFY(table.columnWidth(0) > table.columnWidth(2));
    table.horizontalHeader()->resizeSection(2, 150);
    table.resize(1300, 300);
    QCOMPARE(table.columnWidth(2), 150);
    QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
}

void DataTableTest::whoChoosesAColumnKeepsIt() {
    m_model->head[1][YieldRole] = 1;
    m_model->head[2][ShownRole] = false;
    const auto toggle = [](DataTable& table, const QString& name, bool on) {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), table.mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(table.viewport(), &event);
        for (QMenu* menu : table.findChildren<QMenu*>())
            for (QAction* action : menu->actions())
                if (menu->title() == QStringLiteral("Columns") && action->text() == name) action->setChecked(on);
    };
    {
        DataTable table(*m_theme, QStringLiteral("chosen"));
        table.setModel(m_model.get());
        table.resize(200, 300);
        table.show();
        QVERIFY(table.isColumnHidden(1));
        QVERIFY(table.isColumnHidden(2));
        toggle(table, QStringLiteral("Count"), true);
        QVERIFY(!table.isColumnHidden(1));
    }
    DataTable again(*m_theme, QStringLiteral("chosen"));
    again.setModel(m_model.get());
    again.resize(200, 300);
    again.show();
    QVERIFY(!again.isColumnHidden(1));
    QVERIFY(again.isColumnHidden(2));
}

void DataTableTest::sortsOnlyWhereTheModelCan() {
    QSignalSpy sorted(m_table.get(), &DataTable::sortRequested);
    QHeaderView* head = m_table->horizontalHeader();
    const auto click = [&](int column) {
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, QPoint(head->sectionViewportPosition(column) + 40, 12));
    };
    click(1);
    QCOMPARE(sorted.size(), 0);
    QVERIFY(!head->isSortIndicatorShown());
    click(0);
    click(0);
    QCOMPARE(sorted.size(), 2);
    QCOMPARE(m_model->sortedColumn, 0);
    QCOMPARE(sorted[1][1].value<Qt::SortOrder>(), Qt::AscendingOrder);
}

void DataTableTest::selectionSurvivesReset() {
    QVERIFY(m_table->selectById(QStringLiteral("7")));
    m_model->reset({9, 8, 7, 6});
    QCOMPARE(m_table->currentId(), QStringLiteral("7"));
    QCOMPARE(m_table->currentIndex().row(), 2);
    QCOMPARE(m_table->selectedRowList().size(), 1);
}

void DataTableTest::newRowsMoveNothing() {
    m_table->selectById(QStringLiteral("20"));
    const int before = m_table->verticalScrollBar()->value();
    QSignalSpy asked(m_table.get(), &DataTable::newRowsRequested);
    m_table->setNewRows(3);
    QCOMPARE(m_table->verticalScrollBar()->value(), before);
    QCOMPARE(m_table->currentId(), QStringLiteral("20"));
    auto* chip = m_table->findChild<Chip*>();
    QVERIFY(chip != nullptr && chip->isVisible());
    QTest::mouseClick(chip, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    m_table->setNewRows(0);
    QVERIFY(!chip->isVisible());
}

void DataTableTest::aScreenReaderAlwaysHasACell() {
    QAccessible::setActive(true);
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(m_table.get());
    QVERIFY(reader != nullptr);
    const auto walk = [&] {
        for (int i = 0; i < std::min(30, reader->childCount()); ++i) {
            QAccessibleInterface* cell = reader->child(i);
            if (cell != nullptr) (void)cell->text(QAccessible::Name);
        }
    };
    walk();
    QVERIFY(m_table->currentIndex().isValid());
    m_model->append(200);
    walk();
    m_model->reset({});
    walk();
    m_model->reset({1, 2, 3});
    walk();
    QVERIFY(m_table->currentIndex().isValid());
    QAccessible::setActive(false);
}

void DataTableTest::theEndIsSaid() {
    m_table->setEndText(QStringLiteral("End of the result: 50 of 50 rows."));
    m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->maximum());
    const int last = m_table->rowViewportPosition(49) + m_table->rowHeight(49);
    QVERIFY2(last <= m_table->viewport()->height() - 30, "no room for the words after the last row");
}

void DataTableTest::noHugeWorkForHugeTables() {
    m_table->setMultiSelect(true);
    m_model->append(100'000);
    m_table->selectAll();
    QCOMPARE(m_table->selectedRowList(500).size(), 500);
    QVERIFY(m_table->verticalHeader()->sectionResizeMode(0) == QHeaderView::Fixed);
}

QTEST_MAIN(DataTableTest)
#include "data_table_test.moc"
